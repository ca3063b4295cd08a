import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asColleague } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
beforeAll(async () => {
  commands = await SpecCommands.start();
});
afterAll(() => commands.sandbox.close());

const FLAG = `flag:
  variants:
    - { key: control, rolloutPercentage: 50 }
    - { key: test, rolloutPercentage: 50 }
`;
const spec = (name: string, key: string) => `name: ${name}\nfeatureFlagKey: ${key}\n${FLAG}`;

/** So many files about other experiments, whose names come between `a.yaml` and `z.yaml`. */
const others = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `m${index}.yaml`,
      spec(`Other ${index}`, `other-${index}`),
    ]),
  );

async function refused(directory: string) {
  commands.sandbox.clearRequests();
  const planned = await commands.run('plan', directory);
  const applied = await commands.run('apply', directory, '--yes');
  expect([planned.exitCode, applied.exitCode]).toEqual([1, 1]);
  expect(applied.complaints).toBe(planned.complaints);
  expect(commands.writes()).toEqual([]);
  return planned.complaints.replaceAll(`${directory}/`, '');
}

describe.each([0, 100])('files about one experiment, with %i others between them', (count) => {
  const key = (name: string) => `${name}-${count}`;

  it('are both faults if each would rename it', async () => {
    using first = directoryOf({ 'a.yaml': spec('Before', key('renamed')) });
    expect(await commands.run('apply', first.path, '--yes')).toMatchObject({ exitCode: 0 });
    using directory = directoryOf({
      'a.yaml': spec('One', key('renamed')),
      ...others(count),
      'z.yaml': spec('Two', key('renamed')),
    });
    const complaints = await refused(directory.path);
    expect(complaints).toMatch(/^a\.yaml:1:7: name: It would rename the experiment "Before"/m);
    expect(complaints).toMatch(/^z\.yaml:1:7: name: It would rename the experiment "Before"/m);
  });

  it('are both faults if each would create one on the flag', async () => {
    using directory = directoryOf({
      'a.yaml': spec('One', key('created')),
      ...others(count),
      'z.yaml': spec('Two', key('created')),
    });
    const complaints = await refused(directory.path);
    expect(complaints).toMatch(/^a\.yaml:1:7: name: It would create an experiment on the flag/m);
    expect(complaints).toMatch(/^z\.yaml:1:7: name: It would create an experiment on the flag/m);
  });

  it('never rename the experiment that one of them describes', async () => {
    using directory = directoryOf({ 'a.yaml': spec('Described', key('described')) });
    expect(await commands.run('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
    for (const [name, text] of Object.entries(others(count)))
      writeFileSync(join(directory.path, name), text);
    writeFileSync(join(directory.path, 'z.yaml'), spec('Another', key('described')));
    const complaints = await refused(directory.path);
    expect(complaints).toMatch(/^z\.yaml:1:7: name: .*"Described", which .* describes/m);
    expect(complaints).not.toContain('a.yaml:1:7');
  });

  it('may be about experiments that share a flag and exist under their names', async () => {
    using directory = directoryOf({ 'a.yaml': spec('Shared', key('shared')) });
    await commands.run('apply', directory.path, '--yes');
    const { results } = await asColleague(
      commands.sandbox,
      'GET',
      `experiments/?search=Shared&limit=10`,
    );
    const id = results.find(
      (one: { feature_flag_key: string }) => one.feature_flag_key === key('shared'),
    ).id as number;
    await asColleague(commands.sandbox, 'POST', `experiments/${id}/duplicate/`, {
      name: 'Twin',
      feature_flag_key: key('shared'),
    });
    for (const [name, text] of Object.entries(others(count)))
      writeFileSync(join(directory.path, name), text);
    writeFileSync(join(directory.path, 'z.yaml'), spec('Twin', key('shared')));
    const { exitCode, printed } = await commands.run('plan', directory.path, '--json');
    expect(exitCode).toBe(0);
    const { experiments } = JSON.parse(printed);
    expect([experiments[0].action, experiments.at(-1).action]).toEqual(['none', 'none']);
  });
});
