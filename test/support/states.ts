import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;

/** One experiment with its flag, as the sandbox loads them. */
export interface State {
  readonly experiment: Json;
  /** Null when the experiment has no flag. */
  readonly flag: Json | null;
}

/** The uuid of the metric that every state has. */
export const UUID = '11111111-2222-4333-8444-555555555555';

const LEGACY = {
  kind: 'ExperimentTrendsQuery',
  uuid: UUID,
  count_query: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'paid' }] },
};
const METRIC = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  uuid: UUID,
  source: { kind: 'EventsNode', event: 'paid' },
};

const variants = fc.constantFrom(['control', 'test'], ['a', 'b', 'c'], ['control'], []);

const group = fc.record({
  properties: fc.constant([]),
  rollout_percentage: fc.constantFrom(100, 40),
  frozen: fc.boolean(),
});

const filters = fc
  .record({
    keys: variants,
    groups: fc.array(group, { maxLength: 3 }),
    byGroup: fc.boolean(),
    enrolment: fc.boolean(),
    holdout: fc.boolean(),
    unusual: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ keys, groups, byGroup, enrolment, holdout, unusual }) => ({
    multivariate: {
      variants: keys.map((key, index) => ({
        key,
        rollout_percentage: index === 0 ? 100 : 0,
      })),
    },
    groups: groups.map(({ frozen, ...rest }) => ({
      ...rest,
      ...(frozen && { exposure_frozen: true, exposure_frozen_cohort: 9 }),
    })),
    // Obstacles to freezing exposure are rare, so that freezing is possible often enough.
    ...(unusual === 0 && byGroup && { aggregation_group_type_index: 0 }),
    ...(unusual === 0 && enrolment && { feature_enrollment: true }),
    ...(unusual === 0 && holdout && { holdout: { id: 1, exclusion_percentage: 10 } }),
  }));

/** Any experiment PostHog could store: dates, state, metrics, and a flag with any configuration. */
export const anyState: fc.Arbitrary<State> = fc
  .record({
    start_date: fc.constantFrom(null, '2026-01-05T09:00:00Z'),
    end_date: fc.constantFrom(null, '2026-01-20T09:00:00Z'),
    archived: fc.boolean(),
    type: fc.constantFrom('product', 'web'),
    isLegacy: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
    exposure_cohort: fc.constantFrom(null, null, 77),
    hasFlag: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    active: fc.boolean(),
    deleted: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
    filters,
  })
  .map(({ isLegacy, hasFlag, active, deleted, filters: targeting, ...experiment }) => ({
    experiment: { ...experiment, metrics: [isLegacy ? LEGACY : METRIC] },
    flag: hasFlag ? { active, deleted, filters: targeting } : null,
  }));
