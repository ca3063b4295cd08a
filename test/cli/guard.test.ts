import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { asColleague, control, type WireObject } from '../support/sandbox-control.ts';

const HARM = { name: 'Onboarding must not fall', metric: 'Onboarding finished', action: 'PAUSE' };

let sandbox: Sandbox;
let directory: string;
let id: number;
beforeAll(async () => {
  sandbox = await createSandbox();
  directory = mkdtempSync(join(tmpdir(), 'guards-'));
  const { results } = await asColleague(sandbox, 'GET', 'experiments/?search=Guided&limit=5');
  id = Number((results as WireObject[])[0]?.['id']);
});
afterAll(async () => {
  await sandbox.close();
  rmSync(directory, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const command = (...words: string[]) =>
  runCommand(words, {
    environment: { POSTHOG_HOST: sandbox.url, POSTHOG_API_KEY: 'phx_sandbox', LOG_LEVEL: 'silent' },
  });

const experiments = (...list: object[]) => ({ experiments: list });

describe('guard rearm', () => {
  it('refuses a directory that does not exist, and does not create it', async () => {
    const misspelt = join(directory, 'misspelt');
    const words = ['guard', 'rearm', '--experiment', String(id), '--directory', misspelt];
    const { exitCode, complaints } = await command(...words);
    expect([exitCode, complaints]).toEqual([
      1,
      expect.stringContaining(`there is no directory ${misspelt}`),
    ]);
    expect(existsSync(misspelt)).toBe(false);
  });
});

describe('guard test', () => {
  it('says why nothing would fire, with the numbers, and exits with 0', async () => {
    sandbox.clearRequests();
    const path = file(
      'healthy.json',
      experiments({ id, guards: [HARM], scheduledEnd: { afterDays: 3_000 } }),
    );
    const { exitCode, printed, complaints } = await command('guard', 'test', '--guards', path);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toMatch(
      /^Guided onboarding checklist \(\d+\)\n {2}BELOW_THRESHOLD {2}Onboarding must not fall\n {4}By "Onboarding finished", "test" is better by .* \(95 % always valid\)/,
    );
    expect(printed).toMatch(/ {2}NOT_DUE {2}scheduled end\n/);
    expect(printed).toMatch(/Nothing would fire\. \d calls to PostHog; nothing was changed\.$/);
    expect(sandbox.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('says what would fire, changes nothing, and exits with 3', async () => {
    await control(sandbox, 'truth', { experiment: id, story: 'loser', daily_exposures: 9_000 });
    await control(sandbox, 'clock', { advance: '2d' });
    const path = file(
      'harm.yaml',
      `experiments:\n  - featureFlagKey: onboarding-checklist\n    guards: [${JSON.stringify(HARM)}]\n`,
    );
    sandbox.clearRequests();
    const { exitCode, printed } = await command('guard', 'test', '--guards', path, '--json');
    expect(exitCode).toBe(3);
    expect(JSON.parse(printed)).toMatchObject([
      {
        guard: HARM.name,
        reason: 'FIRES',
        fires: true,
        action: { type: 'PAUSE' },
        experiment: { posthogId: id, projectId: '1' },
        numbers: [{ variant: 'test', level: 0.95 }],
      },
    ]);
    const text = await command('guard', 'test', '--guards', path);
    expect(text.printed).toContain(`  WOULD FIRE  ${HARM.name}: PAUSE`);
    expect(text.printed).toContain('1 of 1 would fire');
    expect(sandbox.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('refuses everything that does not exist, all at once, by file and line', async () => {
    const path = file(
      'unknown.yaml',
      `experiments:
  - id: ${id}
    guards:
      - { name: A, metric: Sales }
      - { name: B, metric: Onboarding finished, variant: blue }
    scheduledEnd: { afterDays: 9, action: SHIP_WINNER, fallback: { action: SHIP, variant: red } }
  - name: No such experiment
    guards: [{ name: C, finding: NO_EXPOSURES }]
  - featureFlagKey: no-such-flag
    guards: [{ name: D, finding: NO_EXPOSURES }]
`,
    );
    const { exitCode, complaints } = await command('guard', 'test', '--guards', path);
    expect(exitCode).toBe(1);
    expect(complaints.split('\n')).toHaveLength(6);
    expect(complaints).toMatch(
      /unknown\.yaml:4:28: experiments\[0\]\.guards\[0\]\.metric: The experiment has no metric "Sales"; it has "Onboarding finished"/,
    );
    expect(complaints).toMatch(
      /unknown\.yaml:5:\d+: experiments\[0\]\.guards\[1\]\.variant: .* no variant "blue"; it has "control", "test"/,
    );
    expect(complaints).toMatch(
      /unknown\.yaml:6:\d+: experiments\[0\]\.scheduledEnd\.fallback\.variant: .* no variant "red"/,
    );
    expect(complaints).toMatch(
      /unknown\.yaml:7:\d+: experiments\[1\]: There is no experiment with the name "No such experiment"/,
    );
    expect(complaints).toMatch(
      /unknown\.yaml:9:\d+: experiments\[2\]: No experiment uses the flag "no-such-flag"/,
    );
  });

  it.each([
    [
      'a finding that there is not',
      { id: 1, guards: [{ name: 'A', finding: 'NO_LUCK' }] },
      /guards\[0\]\.finding: Invalid option/,
    ],
    [
      'a property that there is not',
      { id: 1, guards: [{ name: 'A', metrik: 'x' }] },
      /Did you mean "metric"\?/,
    ],
    [
      'neither a metric nor a finding',
      { id: 1, guards: [{ name: 'A' }] },
      /either a "metric" or a "finding"/,
    ],
    [
      'a threshold for a finding',
      { id: 1, guards: [{ name: 'A', finding: 'NO_EXPOSURES', threshold: {} }] },
      /Only a guard of a metric has it/,
    ],
    [
      'two names of the experiment',
      { id: 1, name: 'x', guards: [{ name: 'A', metric: 'm' }] },
      /by one of "id", "featureFlagKey" and "name"/,
    ],
    [
      'a guard twice',
      {
        id: 1,
        guards: [
          { name: 'A', metric: 'm' },
          { name: 'A', metric: 'n' },
        ],
      },
      /The guard "A" appears twice/,
    ],
    [
      'an end without a time',
      { id: 1, scheduledEnd: { action: 'STOP' } },
      /either "at" or "afterDays"/,
    ],
  ])('refuses %s before it asks PostHog', async (_title, entry, message) => {
    sandbox.clearRequests();
    const { exitCode, complaints } = await command(
      'guard',
      'test',
      '--guards',
      file('wrong.json', experiments(entry)),
    );
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/wrong\.json:1:\d+: experiments\[0\]/);
    expect(complaints).toMatch(message);
    expect(sandbox.requests()).toEqual([]);
  });

  it('accepts the name of a guardrail as the file has it and as PostHog stores it, as apply does', async () => {
    const specs = mkdtempSync(join(directory, 'guardrail-'));
    writeFileSync(
      join(specs, 'refunds.yaml'),
      `name: Refunds stay low
featureFlagKey: refunds-stay-low
metrics: []
sharedMetrics: []
secondaryMetrics:
  - metric_type: mean
    name: Refunds
    goal: decrease
    guardrail: true
    source: { kind: EventsNode, event: signup_started }
guards:
  - { name: As in the file, metric: Refunds }
  - { name: As in PostHog, metric: Refunds (guardrail) }
`,
    );
    const applied = await command('apply', specs, '--yes');
    expect(applied).toMatchObject({ exitCode: 0, complaints: '' });
    const { exitCode, printed, complaints } = await command('guard', 'test', '--guards', specs);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed.match(/NOT_RUNNING/g)).toHaveLength(2);
  });

  it('takes the metric whose whole name a guard gives before a guardrail of that name', async () => {
    const { metrics } = await asColleague(sandbox, 'GET', `experiments/${id}/`);
    const [metric] = metrics as WireObject[];
    const guardrail = { ...metric, name: 'Onboarding finished (guardrail)', uuid: undefined };
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { metrics_secondary: [guardrail] });
    const path = file('both.json', experiments({ id, guards: [HARM] }));
    const { complaints, printed } = await command('guard', 'test', '--guards', path);
    expect(complaints).toBe('');
    expect(printed).toContain('By "Onboarding finished", "test"');
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { metrics_secondary: [] });
  });

  it('reads the guards of a directory of spec files', async () => {
    const specs = mkdtempSync(join(directory, 'specs-'));
    writeFileSync(
      join(specs, 'onboarding.yaml'),
      `name: Guided onboarding checklist\nfeatureFlagKey: onboarding-checklist\nguards: [${JSON.stringify(HARM)}]\n`,
    );
    const { exitCode, printed } = await command('guard', 'test', '--guards', specs, '--json');
    expect(exitCode).toBe(3);
    expect(JSON.parse(printed)).toMatchObject([
      { guard: HARM.name, experiment: { posthogId: id } },
    ]);
  });

  it('exits with 1 when PostHog cannot be read, and with 2 without guards', async () => {
    const path = file('unread.json', experiments({ id, guards: [HARM] }));
    await control(sandbox, 'faults', { match: { path: 'latest' }, status: 500, times: 30 });
    const { exitCode, printed } = await command('guard', 'test', '--guards', path);
    expect(exitCode).toBe(1);
    expect(printed).toContain('PARTIAL_DATA');
    expect((await command('guard', 'test')).exitCode).toBe(2);
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  });
});
