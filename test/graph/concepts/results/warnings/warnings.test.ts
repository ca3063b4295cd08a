import { describe, expect, it } from 'vitest';
import { asColleague, injectFault } from '../../../../support/sandbox-control.ts';
import { useDryRuns, type Warning } from './support/dry-runs.ts';

const dryRuns = useDryRuns();
const { rehearse, warningsOf, ship, change, changeFlag } = dryRuns;

const codes = (warnings: readonly Warning[]) => warnings.map(({ code }) => code);
const only = (warnings: readonly Warning[], code: string) =>
  warnings.filter((warning) => warning.code === code);

const pro = { key: 'plan', type: 'person', value: ['pro'], operator: 'exact' };

describe('the warnings of a dry run', () => {
  it('say first that people were not split as configured, with the counts and the p-value', async () => {
    const [first, ...others] = await ship(24, 'test', { conclusion: undefined });
    expect(first).toMatchObject({
      code: 'SAMPLE_RATIO_MISMATCH',
      severity: 'SERIOUS',
      evidence: {
        threshold: 0.001,
        arms: [
          { key: 'control', observed: 7_621, expected: 6_872.5 },
          { key: 'test', observed: 6_124, expected: 6_872.5 },
        ],
      },
    });
    expect(first?.evidence['pValue']).toBeCloseTo(2.449616557017184e-37, 45);
    expect(first?.message).toContain('control 7621 (6873 expected), test 6124 (6873 expected)');
    expect(codes(others)).toEqual(['NOT_SIGNIFICANT', 'NOT_SIGNIFICANT', 'NO_CONCLUSION']);
  });

  it('say that the split cannot be tested once a variant that has people gets nobody', async () => {
    await changeFlag(24, (now) => ({
      ...now,
      multivariate: {
        variants: [
          { key: 'control', rollout_percentage: 0 },
          { key: 'test', rollout_percentage: 100 },
        ],
      },
    }));
    const warnings = await warningsOf('endExperiment', 24);
    expect(codes(warnings)).not.toContain('SAMPLE_RATIO_MISMATCH');
    expect(only(warnings, 'SAMPLE_RATIO_UNTESTED')).toMatchObject([
      { severity: 'CAUTION', evidence: { reason: 'SPLIT_CHANGED' } },
    ]);
    const { data } = await dryRuns.graph.query(
      '{ experiment(id: "24") { sampleRatioMismatch { pValue } sampleRatioUntested } }',
    );
    expect(data['experiment']).toEqual({
      sampleRatioMismatch: null,
      sampleRatioUntested: 'SPLIT_CHANGED',
    });
  });

  it('name each primary metric that is not significant, with delta, interval and chance to win', async () => {
    const [warning] = only(await ship(24, 'test'), 'NOT_SIGNIFICANT');
    const { data } = await dryRuns.graph.query(
      '{ experiment(id: "24") { metrics(role: PRIMARY) { uuid name latestResult { variants { key delta chanceToImprove interval { lower upper level } } } } } }',
    );
    const [metric] = data['experiment'].metrics;
    const [variant] = metric.latestResult.variants;
    expect(warning).toMatchObject({
      severity: 'CAUTION',
      variantKey: 'test',
      metricUuid: metric.uuid,
      evidence: { metric: metric.name, goal: 'INCREASE', baseline: 'control', variant: 'test' },
    });
    expect(warning?.evidence).toMatchObject({
      delta: variant.delta,
      interval: variant.interval,
      chanceToImprove: variant.chanceToImprove,
    });
  });

  it('say who does not get the variant where the flag admits a part of the people', async () => {
    const [warning] = only(await ship(19, 'test'), 'PARTIAL_ROLLOUT');
    expect(warning).toMatchObject({
      severity: 'CAUTION',
      evidence: { share: 20, conditions: [{ rolloutPercentage: 20, properties: 0 }] },
    });
    expect(warning?.message).toMatch(/20 % of people.*only they get "test"/);
  });

  it('say which release conditions lose their effect when a variant is released to everyone', async () => {
    const warnings = await ship(19, 'test', { releaseToEveryone: true });
    expect(codes(warnings)).not.toContain('PARTIAL_ROLLOUT');
    expect(only(warnings, 'REPLACES_RELEASE_CONDITIONS')).toMatchObject([
      { severity: 'CAUTION', evidence: { share: 20 } },
    ]);
  });

  it('do not state a share of all people where the conditions depend on properties', async () => {
    await changeFlag(19, (now) => ({
      ...now,
      groups: [
        {
          properties: [pro],
          rollout_percentage: 100,
        },
        { properties: [], rollout_percentage: 5 },
      ],
    }));
    expect(only(await ship(19, 'test'), 'PARTIAL_ROLLOUT')[0]?.evidence).toEqual({
      share: null,
      conditions: [
        { rolloutPercentage: 100, properties: 1 },
        { rolloutPercentage: 5, properties: 0 },
      ],
    });
  });

  it('say that shipping reaches everyone where it ends a freeze of everyone’s exposure', async () => {
    expect(codes(await ship(8, 'test'))).not.toContain('PARTIAL_ROLLOUT');
    const [warning] = only(
      await ship(8, 'test', { releaseToEveryone: true }),
      'REPLACES_RELEASE_CONDITIONS',
    );
    expect(warning?.message).toContain('only people who were exposed before the freeze');
  });

  it.each([
    ['at 0 %', [{ properties: [], rollout_percentage: 0 }]],
    ['without conditions', []],
    ['at 0 % of those who match', [{ properties: [pro], rollout_percentage: 0 }]],
  ])('say first that nobody is admitted: %s', async (_what, groups) => {
    for (const id of [19, 28]) await changeFlag(id, (now) => ({ ...now, groups }));
    const launched = await warningsOf('launchExperiment', 28);
    expect(launched).toMatchObject([
      { code: 'PARTIAL_ROLLOUT', severity: 'SERIOUS', evidence: { share: 0 } },
    ]);
    expect(launched[0]?.message).toMatch(/^The flag admits nobody, so nobody takes part/);
    const [shipped] = await ship(19, 'test');
    expect(shipped).toMatchObject({ code: 'PARTIAL_ROLLOUT', severity: 'SERIOUS' });
    expect(shipped?.message).toMatch(/^The flag admits nobody, so nobody gets "test"\. /);
  });

  it('name the share of all people beside those who match a condition', async () => {
    await changeFlag(28, (now) => ({
      ...now,
      groups: [
        { properties: [pro], rollout_percentage: 100 },
        { properties: [], rollout_percentage: 20 },
      ],
    }));
    expect((await warningsOf('launchExperiment', 28))[0]?.message).toMatch(
      /^The flag admits 20 % of people, and others who match a release condition\./,
    );
  });

  it('name pinned variants only where their condition has an effect', async () => {
    const everyone = { properties: [], rollout_percentage: 100 };
    const pinned = { properties: [pro], rollout_percentage: 100, variant: 'test' };
    const group = (groups: readonly object[]) =>
      Promise.all([17, 28].map((id) => changeFlag(id, (now) => ({ ...now, groups }))));
    await group([pinned, everyone]);
    expect(codes(await warningsOf('launchExperiment', 28))).toEqual(['PINNED_VARIANT']);
    expect(codes(await ship(17, 'control'))).toContain('PINNED_VARIANT');
    expect(codes(await ship(17, 'test'))).not.toContain('PINNED_VARIANT');
    expect(codes(await ship(17, 'control', { releaseToEveryone: true }))).not.toContain(
      'PINNED_VARIANT',
    );
    await group([everyone, pinned]);
    expect(await warningsOf('launchExperiment', 28)).toEqual([]);
    expect(codes(await ship(17, 'control'))).not.toContain('PINNED_VARIANT');
  });

  it('never call a chance certain', async () => {
    const [winner] = only(await ship(22, 'control'), 'OTHER_VARIANT_WINS');
    expect(winner?.evidence['chanceToImprove']).toBeGreaterThan(0.999);
    expect(winner?.message).toContain('chance to win above 99.9 %');
  });

  it('name a primary metric that is significantly worse, for a goal to increase and to decrease', async () => {
    const worse = only(await ship(10, 'test'), 'PRIMARY_METRIC_WORSE');
    expect(worse.map(({ severity, evidence }) => [severity, evidence['goal']])).toEqual([
      ['SERIOUS', 'INCREASE'],
      ['SERIOUS', 'DECREASE'],
    ]);
    expect(worse[0]?.evidence['delta']).toBeLessThan(0);
    expect(worse[1]?.evidence['delta']).toBeGreaterThan(0);
    expect(worse[1]?.evidence['pValue']).toBeLessThan(0.05);
  });

  it('name a secondary metric that is significantly worse for the variant that is shipped, and for no other', async () => {
    expect(only(await ship(6, 'gallery-ai'), 'SECONDARY_METRIC_WORSE')).toMatchObject([
      { severity: 'SERIOUS', variantKey: 'gallery-ai' },
    ]);
    expect(codes(await ship(6, 'wizard'))).not.toContain('SECONDARY_METRIC_WORSE');
  });

  it('say that another variant is better than the one that is shipped', async () => {
    const warnings = only(await ship(6, 'wizard'), 'OTHER_VARIANT_WINS');
    expect(warnings).not.toEqual([]);
    for (const { variantKey, evidence } of warnings) {
      expect([variantKey, evidence['shipped']]).toEqual(['gallery-ai', 'wizard']);
    }
  });

  it('say that the shipped variant is left out of the analysis', async () => {
    expect(
      (await ship(22, 'test-compact')).filter(({ code }) => code === 'EXCLUDED_VARIANT'),
    ).toMatchObject([{ severity: 'SERIOUS', variantKey: 'test-compact' }]);
    expect(codes(await ship(22, 'test'))).not.toContain('EXCLUDED_VARIANT');
  });

  it('say that a holdout does not get the variant, and how many people that are', async () => {
    expect(only(await ship(15, 'test'), 'HOLDOUT_STAYS')).toMatchObject([
      { severity: 'NOTE', evidence: { name: 'Quarterly holdout', exclusionPercentage: 5 } },
    ]);
  });

  it('say that nobody gets a variant whose flag is off', async () => {
    expect(only(await ship(14, 'test'), 'FLAG_OFF')).toMatchObject([{ severity: 'SERIOUS' }]);
  });

  it.each([
    ['endExperiment', 29, 0],
    ['launchExperiment', 29, 0],
  ])('say that nothing decides an experiment without metrics: %s', async (field, id) => {
    if (field === 'endExperiment')
      await asColleague(dryRuns.graph.sandbox, 'POST', `experiments/${id}/launch/`);
    expect(only(await warningsOf(field, id), 'NO_METRICS')).toMatchObject([
      { severity: 'SERIOUS', evidence: { primary: 0, secondary: 0 } },
    ]);
  });

  it('say that less than a week was measured, of running and of ended experiments', async () => {
    const running = only(await warningsOf('endExperiment', 27), 'SHORT_DURATION');
    expect(running).toMatchObject([{ severity: 'CAUTION', evidence: { minimum: 7 } }]);
    expect(running[0]?.evidence['days']).toBeLessThan(7);
    expect(codes(await warningsOf('endExperiment', 24))).not.toContain('SHORT_DURATION');
  });

  it('say that the planned days, or where only people were planned, these are not reached', async () => {
    const plan = (running_time_calculation: object) => change(24, { running_time_calculation });
    await plan({ recommended_running_time: 400, recommended_sample_size: 10 });
    const [early] = only(await ship(24, 'test'), 'BEFORE_PLANNED_END');
    expect(early).toMatchObject({ severity: 'CAUTION', evidence: { plannedDays: 400 } });
    expect(early?.message).toMatch(/^[\d.]+ of 400 planned days are reached/);
    await plan({ recommended_sample_size: 100_000 });
    expect(only(await ship(24, 'test'), 'BEFORE_PLANNED_END')).toMatchObject([
      { evidence: { people: 13_745, plannedPeople: 100_000 } },
    ]);
    await plan({ recommended_running_time: 1 });
    expect(codes(await ship(24, 'test'))).not.toContain('BEFORE_PLANNED_END');
  });

  it('say that a primary metric has no result, and why PostHog could not compute it', async () => {
    const { metrics } = await asColleague(dryRuns.graph.sandbox, 'GET', 'experiments/24/');
    await change(24, {
      metrics: [...metrics, { ...metrics[0], uuid: crypto.randomUUID(), name: 'New one' }],
    });
    expect(only(await ship(24, 'test'), 'NO_RESULTS')).toMatchObject([
      { severity: 'SERIOUS', evidence: { metric: 'New one', error: null } },
    ]);
  });

  it.each([
    ['won although no metric is better', 24, 'test', 'WON', 'CONCLUSION_CONTRADICTS'],
    ['lost although the variant is shipped', 17, 'test', 'LOST', 'CONCLUSION_CONTRADICTS'],
    ['won although the baseline is shipped', 17, 'control', 'WON', 'CONCLUSION_CONTRADICTS'],
    ['none', 17, 'test', undefined, 'NO_CONCLUSION'],
  ])(
    'compare the conclusion with what is done: %s',
    async (_what, id, variant, conclusion, code) => {
      expect(codes(await ship(id, variant, { conclusion }))).toContain(code);
    },
  );

  it('say nothing about the conclusion where it agrees with the results', async () => {
    const found = codes(await ship(17, 'test'));
    expect(found).not.toContain('CONCLUSION_CONTRADICTS');
    expect(found).not.toContain('NO_CONCLUSION');
  });

  it('say before the launch that the flag admits a part of the people, or pins a variant', async () => {
    await changeFlag(28, (now) => ({
      ...now,
      groups: [{ properties: [], rollout_percentage: 30, variant: 'test' }],
    }));
    expect(await warningsOf('launchExperiment', 28)).toMatchObject([
      {
        code: 'PINNED_VARIANT',
        severity: 'SERIOUS',
        evidence: { conditions: [{ index: 0, variant: 'test' }] },
      },
      { code: 'PARTIAL_ROLLOUT', severity: 'NOTE', evidence: { share: 30 } },
    ]);
  });

  it('are none for a sound launch, for other actions and for an action that would be refused', async () => {
    expect(await warningsOf('launchExperiment', 28)).toEqual([]);
    expect(await warningsOf('pauseExperiment', 24)).toEqual([]);
    expect((await rehearse('launchExperiment', 24)).dryRun).toMatchObject({
      wouldSucceed: false,
      warnings: [],
    });
  });

  it('say that the results could not be read, instead of failing', async () => {
    await injectFault(dryRuns.graph.sandbox, 'metrics_recalculation', { status: 500, times: 9 });
    expect(only(await ship(24, 'test'), 'EVIDENCE_UNAVAILABLE')).toMatchObject([
      { severity: 'SERIOUS', evidence: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('cost the calls for the results and the other experiments of the flag only when they are asked for', async () => {
    const without = await rehearse('shipVariant', 24, { variantKey: 'test' }, '');
    const with_ = await rehearse('shipVariant', 24, { variantKey: 'test' });
    const launch = await rehearse('launchExperiment', 28);
    expect([without.calls, with_.calls, launch.calls]).toEqual([1, 3, 2]);
    for (const { calls, extensions } of [without, with_, launch]) {
      expect(extensions['upstream'].predicted).toBeGreaterThanOrEqual(calls);
    }
    expect(without.extensions['upstream'].predicted).toBe(1);
  });
});
