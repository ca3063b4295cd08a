import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asColleague, injectFault, type WireObject } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
beforeAll(async () => {
  commands = await SpecCommands.start();
});
afterAll(() => commands.sandbox.close());

const file = (key: string) => `name: ${key}\nfeatureFlagKey: ${key}\nstatus: running\n`;

/** A flag that exists: PostHog accepts any number of experiments on it. */
const givenFlag = (key: string) =>
  asColleague(commands.sandbox, 'POST', 'feature_flags/', {
    key,
    name: key,
    active: true,
    filters: {
      groups: [{ properties: [], rollout_percentage: 100 }],
      multivariate: {
        variants: [
          { key: 'control', rollout_percentage: 50 },
          { key: 'test', rollout_percentage: 50 },
        ],
      },
    },
  });

async function experimentsOn(key: string): Promise<readonly WireObject[]> {
  const { results } = await asColleague(commands.sandbox, 'GET', `experiments/?search=${key}`);
  return results.toSorted((one: WireObject, other: WireObject) => one['id'] - other['id']);
}

describe('an experiment that somebody else creates at the same time', () => {
  it('is launched by one of two applies, and the other says which draft is too many', async () => {
    await givenFlag('at-once');
    using directory = directoryOf({ 'a.yaml': file('at-once') });
    // Both have looked before either has created anything.
    await injectFault(commands.sandbox, 'experiments/$', {
      match: { method: 'POST', path: '/experiments/$' },
      latency_ms: 1_500,
      times: 2,
    });
    const applied = await Promise.all([
      commands.run('apply', directory.path, '--yes'),
      commands.run('apply', directory.path, '--yes'),
    ]);
    expect(new Set(applied.map(({ exitCode }) => exitCode))).toEqual(new Set([0, 1]));
    const [first, second] = await experimentsOn('at-once');
    expect([first, second]).toMatchObject([{ status: 'running' }, { status: 'draft' }]);
    const complaints = applied.find(({ exitCode }) => exitCode === 1)?.complaints;
    expect(complaints).toContain(`at the same time, number ${first!['id']}.`);
    expect(complaints).toContain(`Delete this one, number ${second!['id']}, which is a draft.`);
    expect(complaints).toContain('It was done twice.');
    expect(complaints).toContain('Not begun: "at-once": launch it');

    await asColleague(commands.sandbox, 'PATCH', `experiments/${second!['id']}/`, {
      deleted: true,
    });
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
  });

  it('is not created again if it is there right before the creation', async () => {
    await givenFlag('just-before');
    using directory = directoryOf({ 'a.yaml': file('just-before') });
    await injectFault(commands.sandbox, 'experiments/', {
      match: { method: 'GET', path: '/experiments/$' },
      latency_ms: 300,
    });
    commands.sandbox.clearRequests();
    const running = commands.run('apply', directory.path, '--yes');
    // The plan reads the archived experiments first, then the write does, after it has read the others.
    const archived = () =>
      commands.sandbox.requests().filter(({ query }) => query['archived'] === 'true');
    // oxlint-disable-next-line no-await-in-loop
    while (archived().length < 2) await sleep(10);
    await asColleague(commands.sandbox, 'POST', 'experiments/', {
      name: 'just-before',
      feature_flag_key: 'just-before',
    });
    const { exitCode, complaints } = await running;
    expect(exitCode).toBe(1);
    expect(complaints).toContain('(PLAN_CHANGED)');
    expect(await experimentsOn('just-before')).toMatchObject([{ status: 'draft' }]);
  });
});
