import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failingMetrics } from '../support/failed-metrics.ts';
import { manglingPostHog } from '../support/mangling-posthog.ts';
import { asColleague, control, injectFault } from '../support/sandbox-control.ts';
import { guardsOf, makeTruth, startGuarded, type Guarded } from './support/guarded.ts';

/** A guard that fires on anything: no threshold that a harmful experiment would not pass. */
const EAGER = { name: 'Eager', metric: 'Onboarding finished', minPerArm: 0, minDays: 0 };
const FLAG = 'onboarding-checklist';

let guarded: Guarded;
const sandbox = () => guarded.graph.sandbox;

/** Starts again with the data of the start. */
async function restart() {
  await guarded?.[Symbol.asyncDispose]();
  guarded = await startGuarded();
}

/** The only check of a round. */
async function checked(flag: string, guard: object) {
  const { checks } = await guarded.round(await guardsOf(guarded, flag, [guard]));
  const [check] = checks;
  return { reason: check?.reason, because: check?.because ?? '', numbers: check?.numbers ?? [] };
}

describe('a guard of a metric does not fire', () => {
  beforeAll(async () => {
    await restart();
    const [found] = await guardsOf(guarded, FLAG, [EAGER]);
    await makeTruth(guarded, found?.posthogId ?? 0, { story: 'loser', daily_exposures: 9_000 });
    await guarded.advance('2d');
  });
  afterAll(() => sandbox().reset());

  it.each([
    [
      'with too few days of data',
      { minDays: 300 },
      'TOO_EARLY',
      /data of 42\.6 days; the guard waits for 300/,
    ],
    [
      'with too few people in an arm',
      { minPerArm: 9_000_000 },
      'TOO_FEW_PEOPLE',
      /waits for 9000000 people/,
    ],
    [
      'below its relative threshold',
      { threshold: { relative: 0.3 } },
      'BELOW_THRESHOLD',
      /The threshold is 30 %/,
    ],
    [
      'below its absolute threshold',
      { threshold: { absolute: 0.2 } },
      'BELOW_THRESHOLD',
      /0\.2 in its unit/,
    ],
    [
      'beyond only one of two thresholds',
      { threshold: { relative: 0.001, absolute: 0.2 } },
      'BELOW_THRESHOLD',
      /The threshold is 0\.1 % and 0\.2 in its unit/,
    ],
  ])('%s', async (_title, more, reason, because) => {
    const found = await checked(FLAG, { ...EAGER, ...more });
    expect(found.reason).toBe(reason);
    expect(found.because).toMatch(because);
    expect(guarded.reported).toEqual([]);
  });

  it('but does with the fixed interval beyond a threshold that the always-valid one is not beyond', async () => {
    const sequential = await checked(FLAG, EAGER);
    expect(sequential.reason).toBe('FIRES');
    const [numbers] = sequential.numbers;
    const least = numbers?.worseByAtLeast ?? 0;
    const threshold = { relative: least + 0.001 };
    expect((await checked(FLAG, { ...EAGER, threshold })).reason).toBe('BELOW_THRESHOLD');
    const fixed = await checked(FLAG, { ...EAGER, threshold, basis: 'FIXED' });
    expect(fixed.reason).toBe('FIRES');
    expect(fixed.numbers[0]?.worseByAtLeast).toBeGreaterThan(least);
  });
});

describe('a guard never acts on data that is stale, partial or suspect', () => {
  beforeAll(restart);

  it('when a part of the answer is missing', async () => {
    await injectFault(sandbox(), 'metrics_recalculation/latest', { status: 500, times: 50 });
    expect((await checked(FLAG, EAGER)).reason).toBe('PARTIAL_DATA');
    await injectFault(sandbox(), 'experiments/', { status: 500, times: 50 });
    const { checks } = await guarded.round([
      {
        projectId: '1',
        posthogId: 9,
        name: 'Any',
        guards: [],
        scheduledEnd: { afterDays: 1, action: 'STOP' },
      },
    ]);
    expect(checks[0]?.reason).toBe('PARTIAL_DATA');
    await fetch(`${sandbox().url}/_sandbox/faults`, { method: 'DELETE' });
  });

  it('while the results are being computed', async () => {
    const [found] = await guardsOf(guarded, FLAG, [EAGER]);
    await asColleague(
      sandbox(),
      'POST',
      `experiments/${found?.posthogId ?? 0}/metrics_recalculation/`,
      {},
    );
    expect((await checked(FLAG, EAGER)).reason).toBe('RECALCULATING');
    await guarded.advance('1h');
    expect((await checked(FLAG, EAGER)).reason).toBe('BELOW_THRESHOLD');
  });

  it('when the split is not the configured one, or cannot be tested', async () => {
    const { checks } = await guarded.round(
      await guardsOf(guarded, 'signup-invite-step', [
        { ...EAGER, metric: await firstMetric('signup-invite-step') },
      ]),
    );
    expect(checks[0]).toMatchObject({ reason: 'SPLIT_SUSPECT' });
  });

  it('when the experiment does not run', async () => {
    const [found] = await guardsOf(guarded, FLAG, [EAGER]);
    await asColleague(sandbox(), 'POST', `experiments/${found?.posthogId ?? 0}/pause/`, {});
    expect((await checked(FLAG, EAGER)).reason).toBe('NOT_RUNNING');
    await asColleague(sandbox(), 'POST', `experiments/${found?.posthogId ?? 0}/resume/`, {});
    expect((await checked(FLAG, EAGER)).reason).toBe('BELOW_THRESHOLD');
  });

  it('when the experiment has lost the metric since the start, or was deleted', async () => {
    const guards = await guardsOf(guarded, FLAG, [EAGER]);
    const id = guards[0]?.posthogId ?? 0;
    await asColleague(sandbox(), 'PATCH', `experiments/${id}/`, { metrics: [] });
    expect((await guarded.round(guards)).checks[0]?.reason).toBe('METRIC_FAILING');
    await asColleague(sandbox(), 'PATCH', `experiments/${id}/`, { deleted: true });
    expect((await guarded.round(guards)).checks[0]?.reason).toBe('NOT_FOUND');
  });

  it('when PostHog could not compute the metric, whose reason is given', async () => {
    sandbox().reset();
    const posthog = await manglingPostHog(sandbox().url);
    posthog.mangles(failingMetrics('Query timed out: too many rows'));
    await using over = await startGuarded({ over: sandbox(), host: posthog.url });
    const guards = await guardsOf(over, FLAG, [EAGER]);
    const { checks } = await over.round(guards);
    await posthog.close();
    expect(checks[0]).toMatchObject({
      reason: 'METRIC_FAILING',
      because: 'PostHog could not compute "Onboarding finished": Query timed out: too many rows',
    });
  });

  it('when PostHog no longer computes results every day', async () => {
    sandbox().reset();
    const [found] = await guardsOf(guarded, FLAG, [EAGER]);
    await makeTruth(guarded, found?.posthogId ?? 0, { story: 'loser', daily_exposures: 9_000 });
    // It was launched 41 days ago, and the daily job stops after 60.
    await guarded.advance('22d');
    const { reason, because } = await checked(FLAG, EAGER);
    expect(reason).toBe('STALE_DATA');
    expect(because).toMatch(/data up to 2026-05-2\d.*more than 50 hours ago/);
    expect(guarded.reported).toEqual([]);
  });
});

describe('a guard of a finding', () => {
  beforeAll(restart);

  it('fires once for a finding of its severity', async () => {
    const guard = { name: 'Split', finding: 'SAMPLE_RATIO_MISMATCH' };
    const guards = await guardsOf(guarded, 'signup-invite-step', [guard]);
    await guarded.round(guards);
    await guarded.round(guards);
    expect(guarded.reported).toMatchObject([
      { guard: 'Split', outcome: 'NOTIFIED', kind: 'FINDING' },
    ]);
    expect(guarded.writes()).toEqual([]);
  });

  it('does not fire without the finding, below its severity, or where it could not be checked', async () => {
    const split = { name: 'Split', finding: 'SAMPLE_RATIO_MISMATCH' };
    expect((await checked(FLAG, split)).reason).toBe('NOT_FOUND_NOW');
    const minor = { name: 'Minor', finding: 'NO_RUNNING_TIME', severity: 'CRITICAL' };
    expect((await checked(FLAG, minor)).reason).toBe('NOT_FOUND_NOW');
    const edited = { name: 'Edited', finding: 'FLAG_EDITED_AFTER_START', action: 'PAUSE' };
    await injectFault(sandbox(), 'activity', { status: 403, times: 20 });
    expect((await checked(FLAG, edited)).reason).toBe('PARTIAL_DATA');
    expect(guarded.reported.filter(({ guard }) => guard !== 'Split')).toEqual([]);
  });
});

describe('healthy experiments', () => {
  it(
    'fire no guard in 30 days, on each of which all are checked',
    { timeout: 240_000 },
    async () => {
      await restart();
      const flags = [
        'one-page-checkout',
        'onboarding-checklist',
        'search-ranking-v3',
        'empty-state-templates',
        'ai-sidebar-summaries',
        'export-spreadsheet',
        'editor-lazy-load',
        'signup-passkeys',
        'comment-threads',
        'homepage-hero-quotes',
        'storage-upgrade-prompt',
        'quarterly-plan',
      ];
      const guards = (
        await Promise.all(
          flags.map(async (flag) =>
            guardsOf(guarded, flag, [
              { name: 'Harm', metric: await firstMetric(flag), action: 'PAUSE' },
              { name: 'Split', finding: 'SAMPLE_RATIO_MISMATCH', action: 'PAUSE' },
            ]),
          ),
        )
      ).flat();
      const reasons = new Map<string, number>();
      for (let day = 0; day < 30; day += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await control(sandbox(), 'clock', { advance: '1d' });
        // oxlint-disable-next-line no-await-in-loop
        const { checks } = await guarded.round(guards);
        for (const { reason } of checks) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
      expect(guarded.reported).toEqual([]);
      expect(guarded.writes()).toEqual([]);
      expect(reasons.get('BELOW_THRESHOLD')).toBeGreaterThan(100);
      expect(reasons.has('FIRES')).toBe(false);
    },
  );
});

/** Name of the first metric of the experiment of a flag. */
async function firstMetric(flag: string): Promise<string> {
  const { data } = await guarded.graph.query(
    'query ($flag: String!) { experiment(featureFlagKey: $flag) { metrics { name } } }',
    { flag },
  );
  return String(data['experiment']['metrics'][0]['name']);
}
