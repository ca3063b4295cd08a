import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asColleague, injectFault } from '../support/sandbox-control.ts';
import { fakePostHog, inTurn, json } from '../support/fake-posthog.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeEach(async () => {
  mcp = await startMcp();
});
afterEach(() => mcp.close());

const sent = () => {
  const methods = mcp.sandbox.requests().map(({ method }) => method);
  mcp.sandbox.clearRequests();
  return methods;
};
const writes = () => mcp.sandbox.requests().filter(({ method }) => method !== 'GET').length;

/** Running experiments: 24 with a broken split, 21 with the flag 33. Drafts: 29 without a metric, 30 with one. */
const BROKEN = 24;
const RUNNING = 21;
const FLAG = 33;
const UNMEASURED = 29;
const MEASURED = 30;

const shipped = [
  { key: 'control', rollout_percentage: 0 },
  { key: 'annual-first', rollout_percentage: 100 },
  { key: 'annual-only', rollout_percentage: 0 },
];

describe('a call that switches the flag off or changes its release conditions', () => {
  it.each([
    ['experiment-pause', { id: RUNNING }, 'feature_flag.active', { active: false }],
    ['experiment-freeze-exposure', { id: 22 }, 'feature_flag.filters.groups', {}],
    ['experiment-unfreeze-exposure', { id: 8 }, 'feature_flag.filters.groups', {}],
  ])('such as %s asks, with the flag before and after, and then acts', async (...asked) => {
    const [tool, args, field, flag] = asked;
    const { structured } = await mcp.call(tool, args);
    expect(structured).toMatchObject({
      dryRun: true,
      effects: [{ field }],
      effect: { dryRun: { flagBefore: { active: true }, flagAfter: flag } },
      calls: { made: 2, toConfirm: 2 },
    });
    // The experiment, and the others that use the flag.
    expect(sent()).toEqual(['GET', 'GET']);
    await mcp.call(tool, { ...args, confirm: structured['confirm'] });
    expect(sent()).toEqual(['GET', 'POST']);
  });

  it('is not one that switches it on again', async () => {
    const { structured } = await mcp.call('experiment-resume', { id: 20 });
    expect(structured).toMatchObject({ id: 20, status: 'running' });
    expect(sent()).toEqual(['POST']);
  });
});

describe('a launch without a primary metric asks, however it is asked for', () => {
  const start = '2026-11-28T00:00:00Z';
  it.each([
    ['experiment-launch', { id: UNMEASURED }],
    ['experiment-update', { id: UNMEASURED, start_date: start }],
    ['experiment-update', { id: MEASURED, start_date: start, metrics: [] }],
    ['experiment-create', { name: 'Now', feature_flag_key: 'now', start_date: start }],
    [
      'experiment-replace',
      { id: UNMEASURED, name: 'x', feature_flag_key: 'untitled-experiment', start_date: start },
    ],
  ])('%s %o', async (tool, args) => {
    const { structured } = await mcp.call(tool, args);
    expect(structured).toMatchObject({
      dryRun: true,
      loses: expect.stringContaining('launched without a primary metric'),
    });
    expect(writes()).toBe(0);
    const done = await mcp.call(tool, { ...args, confirm: structured['confirm'] });
    expect(done.structured['start_date']).toEqual(expect.any(String));
    expect(writes()).toBe(1);
  });

  it.each([
    ['experiment-launch', { id: MEASURED }],
    ['experiment-update', { id: MEASURED, start_date: start }],
    ['experiment-create', { name: 'A draft', feature_flag_key: 'a-draft' }],
    [
      'experiment-create',
      {
        name: 'Shared',
        feature_flag_key: 'shared',
        start_date: start,
        saved_metrics_ids: [{ id: 1, metadata: { type: 'primary' } }],
      },
    ],
  ])('and %s %o acts at once', async (tool, args) => {
    const { structured } = await mcp.call(tool, args);
    expect(structured['dryRun']).toBeUndefined();
    expect(writes()).toBe(1);
  });
});

describe('an update that does what an action does', () => {
  it('warns as ending does when it sets an end date', async () => {
    const { structured, text } = await mcp.call('experiment-update', {
      id: BROKEN,
      end_date: '2026-11-28T00:00:00Z',
    });
    expect(structured['warnings'][0]).toMatchObject({ code: 'SAMPLE_RATIO_MISMATCH' });
    expect(text).toMatch(/Show these warnings.*\n- SERIOUS: People were not split/);
    // The experiment is read once, for the rule and for the warnings; the other reads are of its results.
    const paths = mcp.sandbox.requests().map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('/experiments/24/'))).toHaveLength(1);
    expect(structured['calls']).toEqual({ made: paths.length, toConfirm: 2 });
  });

  it('warns as shipping does when a flag gives everything to one variant', async () => {
    const { structured } = await mcp.call('feature-flag-update', {
      id: FLAG,
      filters: {
        groups: [{ properties: [], rollout_percentage: 100 }],
        multivariate: { variants: shipped },
      },
    });
    expect(structured['effects']).toMatchObject([
      { field: 'filters', why: expect.stringContaining('"Pricing page: annual plan first" (21)') },
    ]);
    const codes = (structured['warnings'] as { code: string }[]).map(({ code }) => code);
    expect(codes).toContain('NO_CONCLUSION');
    expect(writes()).toBe(0);
  });

  it('of a name or a description asks nothing', async () => {
    const { structured } = await mcp.call('experiment-update', {
      id: RUNNING,
      name: 'Another name',
      description: 'Another description',
    });
    expect(structured).toMatchObject({ id: RUNNING, name: 'Another name' });
    expect(sent()).toEqual(['PATCH']);
  });
});

describe('a token', () => {
  const ask = { id: RUNNING, end_date: '2027-01-01T12:00:00Z' };

  it.each([
    ['the experiment', 'experiments/21/', { name: 'Renamed by a colleague' }],
    ['its flag', 'feature_flags/33/', { active: false }],
  ])('is refused when %s has been changed since the dry run', async (_, path, change) => {
    const { structured } = await mcp.call('experiment-update', ask);
    await asColleague(mcp.sandbox, 'PATCH', path, change);
    mcp.sandbox.clearRequests();
    const { isError, text } = await mcp.call('experiment-update', {
      ...ask,
      confirm: structured['confirm'],
    });
    expect(isError).toBe(true);
    expect(text).toMatch(/^CONFIRMATION_REFUSED: The object has been changed since the dry run/);
    expect(sent()).toEqual(['GET']);
  });

  it.each([
    ['experiment-ship-variant', { id: BROKEN, variant_key: 'test' }, 'experiments/24/'],
    ['experiment-end', { id: BROKEN }, 'experiments/24/'],
    ['experiment-reset', { id: BROKEN }, 'experiments/24/'],
    ['experiment-delete', { id: BROKEN }, 'experiments/24/'],
    ['feature-flag-delete', { id: FLAG }, 'feature_flags/33/'],
    ['experiment-holdout-delete', { id: 1 }, 'experiment_holdouts/1/'],
    ['experiment-saved-metric-delete', { id: 1 }, 'experiment_saved_metrics/1/'],
  ])('of %s is bound to the state as well', async (tool, args, path) => {
    const { structured } = await mcp.call(tool, args);
    await asColleague(mcp.sandbox, 'PATCH', path, { name: 'Renamed by a colleague' });
    const { text } = await mcp.call(tool, { ...args, confirm: structured['confirm'] });
    expect(text).toContain('has been changed since the dry run');
  });

  it('is good although the flag was evaluated in between', async () => {
    const flag = (minute: number) => ({
      id: 33,
      active: true,
      status: minute === 0 ? 'STALE' : 'ACTIVE',
      last_called_at: `2026-11-28T12:0${minute}:00Z`,
    });
    await using posthog = await fakePostHog(
      inTurn(json(200, flag(0)), json(200, flag(5)), json(200, { ...flag(5), active: false })),
    );
    await using other = await startMcp({ host: posthog.host });
    const args = { id: 33, active: false };
    const { structured } = await other.call('feature-flag-update', args);
    await other.call('feature-flag-update', { ...args, confirm: structured['confirm'] });
    expect(posthog.received.map(({ method }) => method)).toEqual(['GET', 'GET', 'PATCH']);
  });

  it('confirms one call only, also when two arrive at once', async () => {
    const { structured } = await mcp.call('experiment-update', ask);
    mcp.sandbox.clearRequests();
    const confirm = structured['confirm'];
    const both = await Promise.all([
      mcp.call('experiment-update', { ...ask, confirm }),
      mcp.call('experiment-update', { ...ask, confirm }),
    ]);
    expect(both.filter(({ isError }) => isError)).toHaveLength(1);
    expect(writes()).toBe(1);
  });

  it('is not used up when the state cannot be read on confirmation, and nothing is sent', async () => {
    const { structured } = await mcp.call('experiment-update', ask);
    await injectFault(mcp.sandbox, '/experiments/21/$', { status: 403, times: 1 });
    const failed = await mcp.call('experiment-update', { ...ask, confirm: structured['confirm'] });
    expect(failed.text).toMatch(/^FORBIDDEN/);
    expect(writes()).toBe(0);
    const done = await mcp.call('experiment-update', { ...ask, confirm: structured['confirm'] });
    expect(done.structured).toMatchObject({ id: RUNNING, status: 'stopped' });
  });
});

describe('when the present state cannot be read', () => {
  it.each([
    ['experiment-update', { id: RUNNING, tags: ['x'] }, '/experiments/21/$'],
    ['experiment-pause', { id: RUNNING }, '/experiments/21/$'],
    ['experiment-end', { id: RUNNING }, '/experiments/21/$'],
    ['feature-flag-update', { id: FLAG, active: false }, '/feature_flags/33/$'],
  ])('%s asks rather than acts', async (tool, args, path) => {
    await injectFault(mcp.sandbox, path, { status: 403, times: 1 });
    const { structured, text } = await mcp.call(tool, args);
    expect(structured['dryRun']).toBe(true);
    expect(text).toContain('what would be lost is not known');
    expect(writes()).toBe(0);
    await mcp.call(tool, { ...args, confirm: structured['confirm'] });
    expect(writes()).toBe(1);
  });
});
