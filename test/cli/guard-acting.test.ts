import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { asColleague, control, type WireObject } from '../support/sandbox-control.ts';

const HARM = { name: 'Onboarding must not fall', metric: 'Onboarding finished', action: 'PAUSE' };

describe('a guard of a harmful experiment, with two watchers', () => {
  let sandbox: Sandbox;
  let directory: string;
  let id: number;
  beforeAll(async () => {
    sandbox = await createSandbox();
    directory = mkdtempSync(join(tmpdir(), 'guards-'));
    const { results } = await asColleague(sandbox, 'GET', 'experiments/?search=Guided&limit=5');
    id = Number((results as WireObject[])[0]?.['id']);
    const file = { experiments: [{ id, guards: [HARM] }] };
    writeFileSync(join(directory, 'guards.json'), JSON.stringify(file));
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(directory, { recursive: true });
  });

  const command = (...words: string[]) =>
    runCommand(words, {
      environment: {
        POSTHOG_HOST: sandbox.url,
        POSTHOG_PROJECT_ID: '1',
        POSTHOG_API_KEY: 'phx_sandbox',
        WATCH_DIRECTORY: join(directory, 'state'),
        GUARDS: join(directory, 'guards.json'),
        AUDIT_LOG: join(directory, 'audit.log'),
        LOG_LEVEL: 'silent',
      },
    });
  const watch = () => command('watch', '--once', '--json');
  const pauses = () => sandbox.requests().filter(({ path }) => path.endsWith('/pause/')).length;

  it('pauses it once, is named in the audit log, is undone by resume, and fires again when re-armed', async () => {
    await control(sandbox, 'truth', { experiment: id, story: 'loser', daily_exposures: 9_000 });
    await control(sandbox, 'clock', { advance: '2d' });
    const [one, other] = await Promise.all([watch(), watch()]);
    expect([one.exitCode, other.exitCode]).toEqual([0, 0]);
    expect(pauses()).toBe(1);
    const events = `${one.printed}\n${other.printed}`
      .split('\n')
      .filter((line) => line.includes('experiment.guard.fired'));
    expect(events).toHaveLength(1);
    expect(events[0]).toContain('is worse by');
    const { status, conclusion_comment: comment } = await asColleague(
      sandbox,
      'GET',
      `experiments/${id}/`,
    );
    expect(status).toBe('paused');
    expect(comment).toMatch(
      /the guard "Onboarding must not fall" \(.{8}\) paused the experiment\. By "Onboarding finished"/,
    );
    const audit = readFileSync(join(directory, 'audit.log'), 'utf8').trim().split('\n');
    expect(audit.map((line) => JSON.parse(line) as WireObject)).toMatchObject([
      {
        mutation: 'pauseExperiment',
        outcome: 'done',
        client: 'watch',
        idempotencyKey: expect.stringMatching(
          /^guard "Onboarding must not fall" [\da-f]{24} pause$/,
        ) as string,
      },
      {
        mutation: 'updateExperiment',
        outcome: 'done',
        fields: expect.arrayContaining(['conclusion_comment']) as string[],
      },
    ]);

    await asColleague(sandbox, 'POST', `experiments/${id}/resume/`, {});
    await control(sandbox, 'clock', { advance: '1d' });
    await watch();
    expect(pauses()).toBe(1);
    const tested = await command('guard', 'test');
    expect(tested.exitCode).toBe(0);
    expect(tested.printed).toMatch(
      /FIRED_BEFORE {2}Onboarding must not fall\n {4}It fired at .* \(DONE\)/,
    );

    const rearmed = await command(
      'guard',
      'rearm',
      '--experiment',
      String(id),
      '--guard',
      HARM.name,
    );
    expect(rearmed).toMatchObject({
      exitCode: 0,
      printed: expect.stringMatching(
        /^Re-armed "Onboarding must not fall", which fired at .*\(DONE\)\.$/,
      ) as string,
    });
    expect((await command('guard', 'rearm', '--experiment', String(id))).exitCode).toBe(1);
    await watch();
    expect(pauses()).toBe(2);
  });
});
