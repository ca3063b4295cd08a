import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { asColleague, injectFault, type WireObject } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { NEW, SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
let sandbox: Sandbox;
beforeAll(async () => {
  commands = await SpecCommands.start();
  ({ sandbox } = commands);
});
afterAll(() => sandbox.close());

describe('pull', () => {
  it('prints an experiment in any state so that a plan of it has no changes', async () => {
    const archived = (await asColleague(sandbox, 'GET', 'experiments/?archived=true'))['results'];
    const current = await commands.rows();
    // The first of each status; test/graph/concepts/experiment/spec has all of them.
    const all: WireObject[] = [
      ...new Map(current.map((one) => [one['status'], one])).values(),
      archived[0],
    ];
    using directory = directoryOf({});
    for (const [index, one] of all.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const { exitCode, printed } = await commands.run('pull', String(one['id']));
      expect(exitCode).toBe(0);
      writeFileSync(join(directory.path, `${index}.yaml`), printed);
    }
    const { exitCode, printed } = await commands.run('plan', directory.path, '--json');
    const { summary, experiments } = JSON.parse(printed);
    expect(summary).toEqual({
      create: 0,
      update: 0,
      steps: 0,
      impossible: 0,
      unchanged: all.length,
    });
    expect(new Set(experiments.map(({ status }: WireObject) => status['wanted']))).toEqual(
      new Set(['draft', 'running', 'paused', 'exposure_frozen', 'stopped']),
    );
    expect(exitCode).toBe(0);
  });

  it('writes over a file and changes only what differs', async () => {
    const { id } = await commands.byStatus('draft');
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    await commands.run('pull', String(id), '--output', file);
    const pulled = readFileSync(file, 'utf8');
    const kept = `# Ours.\n${pulled.replace(/^description: .*$/m, 'description: "Old"   # why')}guards:\n  - { name: Split, finding: SAMPLE_RATIO_MISMATCH }\n`;
    writeFileSync(file, kept);
    await commands.run('pull', String(id), '--output', file);
    const description = parse(pulled)['description'] as string;
    const after = readFileSync(file, 'utf8');
    expect(after).toContain('# Ours.');
    expect(after).toContain('- { name: Split, finding: SAMPLE_RATIO_MISMATCH }');
    expect(after).toMatch(/^description: .* # why$/m);
    expect(parse(after)['description']).toBe(description);
    const again = await commands.run('pull', String(id), '--output', file);
    expect(again.complaints).toContain('is as it was');
    expect(readFileSync(file, 'utf8')).toBe(after);
    const json = join(directory.path, 'a.json');
    await commands.run('pull', String(id), '--output', json);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(parse(pulled));
  });

  it('refuses to write over a file about another flag, and names a missing experiment', async () => {
    using directory = directoryOf({ 'a.yaml': NEW });
    const file = join(directory.path, 'a.yaml');
    const { id } = await commands.byStatus('draft');
    const other = await commands.run('pull', String(id), '--output', file);
    expect(other).toMatchObject({ exitCode: 1 });
    expect(other.complaints).toMatch(/a\.yaml:2:17: featureFlagKey: .* another flag/);
    expect(readFileSync(file, 'utf8')).toBe(NEW);
    expect(await commands.run('pull', '99999')).toMatchObject({ exitCode: 1, printed: '' });
  });
});

describe('plan', () => {
  it('shows what would change for people, for a pull request and for machines, and changes nothing', async () => {
    const { id } = await commands.byStatus('running');
    const { printed: pulled } = await commands.run('pull', String(id));
    using directory = directoryOf({
      'a.yaml': pulled
        .replace(/^description: .*$/m, 'description: "<script> @everyone ```"')
        .replace(/^status: .*$/m, 'status: paused'),
      'b.yaml': NEW,
    });
    sandbox.clearRequests();
    const text = await commands.run('plan', directory.path);
    expect(text.exitCode).toBe(0);
    expect(text.printed).toMatch(/^~ .* is changed {2}.*a\.yaml$/m);
    expect(text.printed).toContain('→ "<script> @everyone ```"');
    expect(text.printed).toContain('> pause it');
    expect(text.printed).toMatch(/^\+ Pricing \(flag pricing\) is created/m);
    expect(text.printed).toContain('launched right after it is created');
    expect(text.printed).toMatch(
      /2 experiments: 1 to create, 1 to change, 2 lifecycle steps\. \d calls/,
    );
    expect(text.printed).not.toContain('\u001B[');

    using outside = directoryOf({});
    const out = join(outside.path, 'plan.json');
    const markdown = await commands.run(
      'plan',
      directory.path,
      '--format',
      'markdown',
      '--out',
      out,
    );
    expect(markdown.printed).toContain('<details>');
    expect(markdown.printed).toContain('````diff');
    const unfenced = markdown.printed.replaceAll(/````diff[^]*?````/g, '');
    expect(unfenced).not.toMatch(/@everyone|<script>/);

    const json = await commands.run('plan', directory.path, '--json');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(JSON.parse(json.printed));
    expect(JSON.parse(json.printed)).toMatchObject({
      format: 1,
      summary: { create: 1, update: 1, steps: 2, impossible: 0, unchanged: 0 },
      experiments: [
        { action: 'update', status: { current: 'running', wanted: 'paused' }, steps: ['PAUSE'] },
        { action: 'create', id: null, steps: ['LAUNCH'] },
      ],
    });
    expect(text.printed).toContain(JSON.parse(json.printed).planHash);
    expect(commands.writes()).toEqual([]);
  });

  it.each([
    ['running', 'draft', /only a reset returns it to draft/],
    ['stopped', 'running', /cannot run again/],
    ['draft', 'stopped', /only an experiment that was launched can be ended/],
    ['draft', 'exposure_frozen', /Launch it first/],
  ])('says why what is %s cannot become %s, and apply does nothing', async (from, to, why) => {
    const { id } = await commands.byStatus(from);
    const { printed } = await commands.run('pull', String(id));
    using directory = directoryOf({
      'a.yaml': printed
        .replace(/^status: .*$/m, `status: ${to}`)
        .replaceAll(/^conclusion(Comment)?: .*\n/gm, ''),
      'b.yaml': NEW,
    });
    sandbox.clearRequests();
    const planned = await commands.run('plan', directory.path);
    expect(planned.exitCode).toBe(1);
    expect(planned.printed).toMatch(why);
    const applied = await commands.run('apply', directory.path, '--yes');
    expect(applied).toMatchObject({ exitCode: 1 });
    expect(applied.complaints).toContain('Nothing was done');
    expect(commands.writes()).toEqual([]);
  });

  it('names every fault of the files before anything is asked', async () => {
    using directory = directoryOf({ 'a.yaml': 'name: A\n', 'b.yaml': NEW });
    sandbox.clearRequests();
    const { exitCode, complaints, printed } = await commands.run('plan', directory.path);
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complaints).toMatch(/a\.yaml:1:1: featureFlagKey: It is required\./);
    expect(sandbox.requests()).toEqual([]);
  });

  it('names the place of a shared metric and a holdout that another project lacks', async () => {
    using directory = directoryOf({
      'a.yaml': `${NEW}sharedMetrics:\n  - name: Support tickets per user\nholdout: Quarterly holdout\n`,
    });
    const here = await commands.run('plan', directory.path);
    expect(here.exitCode).toBe(0);
    const { exitCode, complaints } = await runCommand(
      ['apply', directory.path, '--yes', '--project', '2'],
      {
        environment: { ...commands.settings, POSTHOG_API_KEY: 'phx_project2' },
      },
    );
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(
      /a\.yaml:11:11: sharedMetrics\[0\]\.name: There is no shared metric/,
    );
    expect(complaints).toMatch(/a\.yaml:12:10: holdout: There is no holdout/);
  });
});

describe('apply', () => {
  it('needs --yes where nobody can be asked, and the plan that was reviewed', async () => {
    const { id } = await commands.byStatus('draft');
    const { printed } = await commands.run('pull', String(id));
    using directory = directoryOf({
      'a.yaml': printed.replace(/^description: .*$/m, 'description: Reviewed'),
    });
    sandbox.clearRequests();
    expect(await commands.run('apply', directory.path)).toMatchObject({ exitCode: 2 });
    const planned = JSON.parse((await commands.run('plan', directory.path, '--json')).printed);
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { description: 'Theirs' });
    sandbox.clearRequests();
    const late = await commands.run(
      'apply',
      directory.path,
      '--yes',
      '--plan-hash',
      planned.planHash,
    );
    expect(late.exitCode).toBe(1);
    expect(late.complaints).toContain('not the one that was reviewed');
    expect(commands.writes()).toEqual([]);
    const fresh = JSON.parse((await commands.run('plan', directory.path, '--json')).printed);
    const { exitCode, printed: done } = await commands.run(
      'apply',
      directory.path,
      '--yes',
      '--json',
      '--plan-hash',
      fresh.planHash,
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(done)).toMatchObject({ done: [{ step: 'WRITE' }], failed: null, left: [] });
    expect(commands.writes()).toHaveLength(1);
    expect(await commands.row(id)).toMatchObject({ description: 'Reviewed' });
  });

  it('takes the lifecycle steps that the wanted status needs, with the conclusion', async () => {
    const { id } = await commands.byStatus('running');
    const { printed } = await commands.run('pull', String(id));
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    const want = async (status: string) => {
      writeFileSync(file, printed.replace(/^status: .*$/m, `status: ${status}`));
      sandbox.clearRequests();
      expect(await commands.run('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
      return commands.writes().map((line) => line.split('/').at(-2));
    };
    expect(await want('paused')).toEqual(['pause']);
    expect(await want('running')).toEqual(['resume']);
    expect(await want('stopped\nconclusion: won\nconclusionComment: It sold more.')).toEqual([
      'end',
    ]);
    expect(await commands.row(id)).toMatchObject({
      status: 'stopped',
      conclusion: 'won',
      conclusion_comment: 'It sold more.',
    });
    expect(await want('stopped\nconclusion: inconclusive')).toEqual([String(id)]);
    expect(await commands.row(id)).toMatchObject({ conclusion: 'inconclusive' });
    expect(await want('stopped\nconclusion: inconclusive')).toEqual([]);
  });

  it('stops at the first failure, and says what was done, what was not and whether it may have been', async () => {
    const [first, second, third] = (await commands.rows()).filter(
      (one) => one['status'] === 'draft',
    );
    using directory = directoryOf({});
    for (const [index, one] of [first, second, third].entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const { printed } = await commands.run('pull', String(one!['id']));
      const changed = printed.replace(
        /^onlyCountMaturedUsers: .*$/m,
        'onlyCountMaturedUsers: true',
      );
      writeFileSync(join(directory.path, `${index}.yaml`), changed);
    }
    await injectFault(sandbox, `experiments/${second!['id']}/$`, {
      match: { method: 'PATCH', path: `experiments/${second!['id']}/$` },
      status: 500,
      times: 1,
    });
    const { exitCode, printed, complaints } = await commands.run('apply', directory.path, '--yes');
    expect(exitCode).toBe(1);
    expect(printed).toContain(`Done: change ${JSON.stringify(first!['name'])}`);
    expect(complaints).toContain(`Failed: change ${JSON.stringify(second!['name'])}`);
    expect(complaints).toContain('It was not done.');
    expect(complaints).toContain('1 of 3 writes were made');
    expect(complaints).toContain(`Not begun: change ${JSON.stringify(third!['name'])}`);
    sandbox.clearRequests();
    expect(await commands.run('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
    expect(commands.writes().map((line) => line.split('/').at(-2))).toEqual([
      String(second!['id']),
      String(third!['id']),
    ]);
  });
});

describe('drift', () => {
  it('ends with 2 where PostHog differs, 0 where it does not, and 1 for what cannot be used', async () => {
    const { id } = await commands.byStatus('draft');
    const { printed } = await commands.run('pull', String(id));
    using directory = directoryOf({ 'a.yaml': printed, 'openapi.json': '{"openapi": "3.0.0"}' });
    const file = join(directory.path, 'a.yaml');
    expect(await commands.run('drift', file)).toMatchObject({ exitCode: 0 });
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { tags: ['drifted'] });
    const drifted = await commands.run('drift', file, '--json');
    expect(drifted.exitCode).toBe(2);
    expect(JSON.parse(drifted.printed).experiments[0].changes).toMatchObject([{ path: 'tags' }]);
    for (const words of [['drift'], ['drift', file, '--nope'], ['drift', '/nowhere']])
      // oxlint-disable-next-line no-await-in-loop
      expect(await commands.run(...words)).toMatchObject({ exitCode: 1 });
    const contract = await commands.run('drift', join(directory.path, 'openapi.json'));
    expect(contract).toMatchObject({ exitCode: 1 });
    expect(contract.complaints).toContain('contract-drift');
    const refused = await runCommand(['drift', file], {
      environment: { ...commands.settings, POSTHOG_API_KEY: 'phx_wrong' },
    });
    expect(refused.exitCode).toBe(1);
    expect(refused.complaints).not.toContain('phx_wrong');
  });
});
