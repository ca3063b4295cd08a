import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { asColleague, injectFault, type WireObject } from '../support/sandbox-control.ts';
import { spawnCommand } from '../support/spawned.ts';
import { directoryOf } from './support/directory.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startCheckedSandbox({ now: '2026-06-01T12:00:00Z' });
});
afterAll(() => sandbox.close());

const settings = () => ({
  POSTHOG_HOST: sandbox.url,
  POSTHOG_API_KEY: 'phx_sandbox',
  LOG_LEVEL: 'silent',
});
const command = (...words: string[]) => runCommand(words, { environment: settings() });

/** Requests that changed something since the log was cleared. */
const writes = () =>
  sandbox
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);

const row = (id: number): Promise<WireObject> => asColleague(sandbox, 'GET', `experiments/${id}/`);

/** The experiments of project 1 that are not archived. */
async function rows(): Promise<readonly WireObject[]> {
  return (await asColleague(sandbox, 'GET', 'experiments/?limit=100'))['results'];
}

const byStatus = async (status: string) => {
  const found = (await rows()).find((one) => one['status'] === status);
  if (!found) throw new Error(`There is no ${status} experiment.`);
  return found;
};

const NEW = `name: Pricing
featureFlagKey: pricing
status: running
flag:
  variants:
    - { key: control, rolloutPercentage: 50 }
    - { key: annual, rolloutPercentage: 50 }
metrics:
  - { metric_type: mean, name: Sales, source: { kind: EventsNode, event: order_completed } }
`;

describe('pull', () => {
  it('prints an experiment in any state so that a plan of it has no changes', async () => {
    const archived = (await asColleague(sandbox, 'GET', 'experiments/?archived=true'))['results'];
    const current = await rows();
    // The first of each status; test/graph/concepts/experiment/spec has all of them.
    const all: WireObject[] = [
      ...new Map(current.map((one) => [one['status'], one])).values(),
      archived[0],
    ];
    using directory = directoryOf({});
    for (const [index, one] of all.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const { exitCode, printed } = await command('pull', String(one['id']));
      expect(exitCode).toBe(0);
      writeFileSync(join(directory.path, `${index}.yaml`), printed);
    }
    const { exitCode, printed } = await command('plan', directory.path, '--json');
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
    const { id } = await byStatus('draft');
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    await command('pull', String(id), '--output', file);
    const pulled = readFileSync(file, 'utf8');
    const kept = `# Ours.\n${pulled.replace(/^description: .*$/m, 'description: "Old"   # why')}guards:\n  - { name: Split, finding: SAMPLE_RATIO_MISMATCH }\n`;
    writeFileSync(file, kept);
    await command('pull', String(id), '--output', file);
    const description = parse(pulled)['description'] as string;
    const after = readFileSync(file, 'utf8');
    expect(after).toContain('# Ours.');
    expect(after).toContain('- { name: Split, finding: SAMPLE_RATIO_MISMATCH }');
    expect(after).toMatch(/^description: .* # why$/m);
    expect(parse(after)['description']).toBe(description);
    const again = await command('pull', String(id), '--output', file);
    expect(again.complaints).toContain('is as it was');
    expect(readFileSync(file, 'utf8')).toBe(after);
    const json = join(directory.path, 'a.json');
    await command('pull', String(id), '--output', json);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(parse(pulled));
  });

  it('refuses to write over a file about another flag, and names a missing experiment', async () => {
    using directory = directoryOf({ 'a.yaml': NEW });
    const file = join(directory.path, 'a.yaml');
    const { id } = await byStatus('draft');
    const other = await command('pull', String(id), '--output', file);
    expect(other).toMatchObject({ exitCode: 1 });
    expect(other.complaints).toMatch(/a\.yaml:2:17: featureFlagKey: .* another flag/);
    expect(readFileSync(file, 'utf8')).toBe(NEW);
    expect(await command('pull', '99999')).toMatchObject({ exitCode: 1, printed: '' });
  });
});

describe('plan', () => {
  it('shows what would change for people, for a pull request and for machines, and changes nothing', async () => {
    const { id } = await byStatus('running');
    const { printed: pulled } = await command('pull', String(id));
    using directory = directoryOf({
      'a.yaml': pulled
        .replace(/^description: .*$/m, 'description: "<script> @everyone ```"')
        .replace(/^status: .*$/m, 'status: paused'),
      'b.yaml': NEW,
    });
    sandbox.clearRequests();
    const text = await command('plan', directory.path);
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
    const markdown = await command('plan', directory.path, '--format', 'markdown', '--out', out);
    expect(markdown.printed).toContain('<details>');
    expect(markdown.printed).toContain('````diff');
    const unfenced = markdown.printed.replaceAll(/````diff[^]*?````/g, '');
    expect(unfenced).not.toMatch(/@everyone|<script>/);

    const json = await command('plan', directory.path, '--json');
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
    expect(writes()).toEqual([]);
  });

  it.each([
    ['running', 'draft', /only a reset returns it to draft/],
    ['stopped', 'running', /cannot run again/],
    ['draft', 'stopped', /only an experiment that was launched can be ended/],
    ['draft', 'exposure_frozen', /Launch it first/],
  ])('says why what is %s cannot become %s, and apply does nothing', async (from, to, why) => {
    const { id } = await byStatus(from);
    const { printed } = await command('pull', String(id));
    using directory = directoryOf({
      'a.yaml': printed
        .replace(/^status: .*$/m, `status: ${to}`)
        .replaceAll(/^conclusion(Comment)?: .*\n/gm, ''),
      'b.yaml': NEW,
    });
    sandbox.clearRequests();
    const planned = await command('plan', directory.path);
    expect(planned.exitCode).toBe(1);
    expect(planned.printed).toMatch(why);
    const applied = await command('apply', directory.path, '--yes');
    expect(applied).toMatchObject({ exitCode: 1 });
    expect(applied.complaints).toContain('Nothing was done');
    expect(writes()).toEqual([]);
  });

  it('names every fault of the files before anything is asked', async () => {
    using directory = directoryOf({ 'a.yaml': 'name: A\n', 'b.yaml': NEW });
    sandbox.clearRequests();
    const { exitCode, complaints, printed } = await command('plan', directory.path);
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(complaints).toMatch(/a\.yaml:1:1: featureFlagKey: It is required\./);
    expect(sandbox.requests()).toEqual([]);
  });

  it('names the place of a shared metric and a holdout that another project lacks', async () => {
    using directory = directoryOf({
      'a.yaml': `${NEW}sharedMetrics:\n  - name: Support tickets per user\nholdout: Quarterly holdout\n`,
    });
    const here = await command('plan', directory.path);
    expect(here.exitCode).toBe(0);
    const { exitCode, complaints } = await runCommand(
      ['apply', directory.path, '--yes', '--project', '2'],
      {
        environment: { ...settings(), POSTHOG_API_KEY: 'phx_project2' },
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
    const { id } = await byStatus('draft');
    const { printed } = await command('pull', String(id));
    using directory = directoryOf({
      'a.yaml': printed.replace(/^description: .*$/m, 'description: Reviewed'),
    });
    sandbox.clearRequests();
    expect(await command('apply', directory.path)).toMatchObject({ exitCode: 2 });
    const planned = JSON.parse((await command('plan', directory.path, '--json')).printed);
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { description: 'Theirs' });
    sandbox.clearRequests();
    const late = await command('apply', directory.path, '--yes', '--plan-hash', planned.planHash);
    expect(late.exitCode).toBe(1);
    expect(late.complaints).toContain('not the one that was reviewed');
    expect(writes()).toEqual([]);
    const fresh = JSON.parse((await command('plan', directory.path, '--json')).printed);
    const { exitCode, printed: done } = await command(
      'apply',
      directory.path,
      '--yes',
      '--json',
      '--plan-hash',
      fresh.planHash,
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(done)).toMatchObject({ done: [{ step: 'WRITE' }], failed: null, left: [] });
    expect(writes()).toHaveLength(1);
    expect(await row(id)).toMatchObject({ description: 'Reviewed' });
  });

  it('takes the lifecycle steps that the wanted status needs, with the conclusion', async () => {
    const { id } = await byStatus('running');
    const { printed } = await command('pull', String(id));
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    const want = async (status: string) => {
      writeFileSync(file, printed.replace(/^status: .*$/m, `status: ${status}`));
      sandbox.clearRequests();
      expect(await command('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
      return writes().map((line) => line.split('/').at(-2));
    };
    expect(await want('paused')).toEqual(['pause']);
    expect(await want('running')).toEqual(['resume']);
    expect(await want('stopped\nconclusion: won\nconclusionComment: It sold more.')).toEqual([
      'end',
    ]);
    expect(await row(id)).toMatchObject({
      status: 'stopped',
      conclusion: 'won',
      conclusion_comment: 'It sold more.',
    });
    expect(await want('stopped\nconclusion: inconclusive')).toEqual([String(id)]);
    expect(await row(id)).toMatchObject({ conclusion: 'inconclusive' });
    expect(await want('stopped\nconclusion: inconclusive')).toEqual([]);
  });

  it('stops at the first failure, and says what was done, what was not and whether it may have been', async () => {
    const [first, second, third] = (await rows()).filter((one) => one['status'] === 'draft');
    using directory = directoryOf({});
    for (const [index, one] of [first, second, third].entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const { printed } = await command('pull', String(one!['id']));
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
    const { exitCode, printed, complaints } = await command('apply', directory.path, '--yes');
    expect(exitCode).toBe(1);
    expect(printed).toContain(`Done: change ${JSON.stringify(first!['name'])}`);
    expect(complaints).toContain(`Failed: change ${JSON.stringify(second!['name'])}`);
    expect(complaints).toContain('It was not done.');
    expect(complaints).toContain('1 of 3 writes were made');
    expect(complaints).toContain(`Not begun: change ${JSON.stringify(third!['name'])}`);
    sandbox.clearRequests();
    expect(await command('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
    expect(writes().map((line) => line.split('/').at(-2))).toEqual([
      String(second!['id']),
      String(third!['id']),
    ]);
  });
});

describe('drift', () => {
  it('ends with 2 where PostHog differs, 0 where it does not, and 1 for what cannot be used', async () => {
    const { id } = await byStatus('draft');
    const { printed } = await command('pull', String(id));
    using directory = directoryOf({ 'a.yaml': printed, 'openapi.json': '{"openapi": "3.0.0"}' });
    const file = join(directory.path, 'a.yaml');
    expect(await command('drift', file)).toMatchObject({ exitCode: 0 });
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { tags: ['drifted'] });
    const drifted = await command('drift', file, '--json');
    expect(drifted.exitCode).toBe(2);
    expect(JSON.parse(drifted.printed).experiments[0].changes).toMatchObject([{ path: 'tags' }]);
    for (const words of [['drift'], ['drift', file, '--nope'], ['drift', '/nowhere']])
      // oxlint-disable-next-line no-await-in-loop
      expect(await command(...words)).toMatchObject({ exitCode: 1 });
    const contract = await command('drift', join(directory.path, 'openapi.json'));
    expect(contract).toMatchObject({ exitCode: 1 });
    expect(contract.complaints).toContain('contract-drift');
    const refused = await runCommand(['drift', file], {
      environment: { ...settings(), POSTHOG_API_KEY: 'phx_wrong' },
    });
    expect(refused.exitCode).toBe(1);
    expect(refused.complaints).not.toContain('phx_wrong');
  });
});

describe('a directory of 25 experiments', () => {
  it('costs a plan of one call each and four lists, and is applied once even if apply is killed', async () => {
    const chosen = (await rows()).slice(0, 24);
    expect(chosen).toHaveLength(24);
    const before = new Map<number, number>();
    using directory = directoryOf({ 'new.yaml': NEW.replaceAll(/[Pp]ricing/g, 'bundle') });
    for (const { id, name, feature_flag_key: featureFlagKey } of chosen) {
      // oxlint-disable-next-line no-await-in-loop
      before.set(id, (await row(id))['version']);
      const spec = JSON.stringify({ name, featureFlagKey, tags: ['as-code'] });
      writeFileSync(join(directory.path, `${id}.json`), spec);
    }
    const planned = JSON.parse((await command('plan', directory.path, '--json')).printed);
    expect(planned.summary).toMatchObject({ create: 1, update: chosen.length, impossible: 0 });
    expect(planned.calls).toBeLessThanOrEqual(chosen.length + 4);

    sandbox.clearRequests();
    await injectFault(sandbox, 'experiments/', {
      match: { method: 'PATCH', path: 'experiments/\\d+/$' },
      latency_ms: 100,
    });
    const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
    const running = spawnCommand([process.execPath, main, 'apply', directory.path, '--yes'], {
      cwd: directory.path,
      environment: settings(),
    });
    while (writes().length < 5 && running.child.exitCode === null)
      // oxlint-disable-next-line no-await-in-loop
      await sleep(10);
    running.child.kill('SIGKILL');
    expect(await running.ended).toBe('SIGKILL');
    const made = writes().length;
    expect(made).toBeLessThan(chosen.length);

    const second = await command('apply', directory.path, '--yes');
    expect(second).toMatchObject({ exitCode: 0, complaints: '' });
    // The creation and the launch are two writes.
    expect(writes()).toHaveLength(chosen.length + 2);
    for (const [id, version] of before)
      // oxlint-disable-next-line no-await-in-loop
      expect(await row(id)).toMatchObject({ version: version + 1, tags: ['as-code'] });
    const created = (await rows()).filter((one) => one['feature_flag_key'] === 'bundle');
    expect(created).toMatchObject([{ status: 'running' }]);

    const third = await command('apply', directory.path, '--yes');
    expect(third.printed).toContain('Nothing is to be done.');
    expect(writes()).toHaveLength(chosen.length + 2);
    expect(await command('drift', directory.path)).toMatchObject({ exitCode: 0 });
  });
});
