import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { asColleague } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
beforeAll(async () => {
  commands = await SpecCommands.start();
});
afterAll(() => commands.sandbox.close());

const VARIANTS = `variants:
    - { key: control, rolloutPercentage: 50 }
    - { key: annual, rolloutPercentage: 50 }`;
const head = (key: string) => `name: ${key}\nfeatureFlagKey: ${key}\n`;
/** An experiment in which each setting has a value other than PostHog's default. */
const full = (key: string) => `${head(key)}description: Before
flag:
  ensureExperienceContinuity: true
  variants:
    - { key: control, name: Old, rolloutPercentage: 50 }
    - { key: annual, name: New, rolloutPercentage: 50 }
statsConfig: { method: frequentist }
exposureCriteria: { filterTestAccounts: false }
tags: [before]
`;

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const id = async (key: string): Promise<number> =>
  (await asColleague(commands.sandbox, 'GET', `experiments/?search=${key}`))['results'][0].id;

const CASES: Readonly<Record<string, string>> = {
  'a block of text': 'description: |\n  We believe that it\n  raises orders.\n',
  'spaces around a text': 'description: "  It raises orders. "\n',
  'no description': 'description: null\n',
  'an empty description': "description: ''\n",
  'spaces around a tag': "tags: [' x ', Y]\n",
  'variants without a name': `flag:
  variants:
    - { key: control, name: null, rolloutPercentage: 50 }
    - { key: annual, name: '', rolloutPercentage: 50 }
`,
  'null as the continuity': `flag:\n  ensureExperienceContinuity: null\n  ${VARIANTS}\n`,
  'null as the method': 'statsConfig: { method: null }\n',
  'null as the filter': 'exposureCriteria: { filterTestAccounts: null }\n',
};

describe.each(Object.entries(CASES))('a file with %s', (what, text) => {
  const key = what.replaceAll(' ', '-');

  it.each(['new', 'existing'])('is as PostHog is once it was applied to what is %s', async (to) => {
    const name = `${key}-${to}`;
    using directory = directoryOf({ 'a.yaml': full(name) });
    const file = join(directory.path, 'a.yaml');
    if (to === 'existing') await commands.run('apply', directory.path, '--yes');
    const flag = text.startsWith('flag:') ? '' : `flag:\n  ${VARIANTS}\n`;
    writeFileSync(file, `${head(name)}${flag}${text}`);
    expect(await commands.run('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
    commands.sandbox.clearRequests();
    const again = await commands.run('apply', directory.path, '--yes');
    expect(again.printed).toContain('Nothing is to be done.');
    expect(commands.writes()).toEqual([]);
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
    // A value that is equal stays as it is written.
    await commands.run('pull', String(await id(name)), '--output', file);
    const kept = Object.entries(parse(text)).filter(([, value]) => !isObject(value));
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject(Object.fromEntries(kept));
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
  });
});

it('null leaves the method and the filter of test accounts as they are', async () => {
  using directory = directoryOf({ 'a.yaml': full('kept') });
  await commands.run('apply', directory.path, '--yes');
  writeFileSync(
    join(directory.path, 'a.yaml'),
    `${head('kept')}statsConfig: { method: null, baseline_variant_key: annual }
exposureCriteria: { filterTestAccounts: null, multiple_variant_handling: first_seen }
`,
  );
  await commands.run('apply', directory.path, '--yes');
  expect(await commands.row(await id('kept'))).toMatchObject({
    stats_config: { method: 'frequentist', baseline_variant_key: 'annual' },
    exposure_criteria: { filterTestAccounts: false, multiple_variant_handling: 'first_seen' },
  });
});

it('spaces around the comment of a conclusion are no difference', async () => {
  const { id: number } = await commands.byStatus('running');
  using directory = directoryOf({});
  const file = join(directory.path, 'a.yaml');
  await commands.run('pull', String(number), '--output', file);
  const ended = 'status: stopped\nconclusion: won\nconclusionComment: |\n  It sold more.\n';
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^status: .*\n/m, ended));
  expect(await commands.run('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
  expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
  const before = readFileSync(file, 'utf8');
  await commands.run('pull', String(number), '--output', file);
  expect(readFileSync(file, 'utf8')).toBe(before);
});
