// 100 experiments with their flags, holdouts and daily results: synthetic, deterministic, PostHog-like.

export const DAYS = 30;
/** Pages the stub serves: a hundred experiments in all, and a thousand where pages go further. */
export const pageSizes = [
  { limit: 10, offset: 0, total: 100 },
  { limit: 20, offset: 0, total: 100 },
  { limit: 100, offset: 0, total: 100 },
  ...Array.from({ length: 9 }, (_, page) => ({
    limit: 100,
    offset: 100 * (page + 1),
    total: 1_000,
  })),
];

let seed = 12_345;
const random = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x7fffffff;
const hex = (length) =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
const rounded = (value) => Math.round(value * 1e6) / 1e6;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const moment = (day) => new Date(START + day * DAY + Math.floor(random() * DAY)).toISOString();
const dateOf = (day) => new Date(START + day * DAY).toISOString().slice(0, 10);

const words =
  'checkout onboarding pricing banner search ranking signup retention email upsell paywall layout copy trial mobile'.split(
    ' ',
  );
const word = (index) => words[index % words.length];
const sentence = (index) =>
  `The ${word(index)} group saw the new ${word(index + 3)} from the second visit on; ${word(index + 7)} was left as it is. `;

const users = Array.from({ length: 7 }, (_, index) => ({
  id: index + 1,
  uuid: uuid(),
  distinct_id: hex(32),
  first_name: `First${index}`,
  last_name: `Last${index}`,
  email: `user${index}@example.test`,
  is_email_verified: true,
  hedgehog_config: null,
  role_at_organization: 'engineering',
}));

export const flags = new Map();
const variants = [
  { key: 'control', name: 'Control', rollout_percentage: 50 },
  { key: 'test', name: 'Test', rollout_percentage: 50 },
];
function flag(id) {
  if (!flags.has(id)) {
    flags.set(id, {
      id,
      team_id: 1,
      name: `Feature Flag for Experiment ${word(id)} ${id}`,
      key: `${word(id)}-test-${id}`,
      filters: {
        groups: [
          {
            variant: null,
            properties: [
              { key: 'email', type: 'person', value: ['@example.test'], operator: 'icontains' },
            ],
            rollout_percentage: 100,
          },
        ],
        payloads: {},
        multivariate: { variants },
        aggregation_group_type_index: null,
        holdout_groups: null,
      },
      deleted: false,
      active: id % 5 !== 0,
      ensure_experience_continuity: false,
      version: 1 + (id % 9),
      evaluation_runtime: 'all',
      bucketing_identifier: 'distinct_id',
      evaluation_contexts: ['web', 'ios'],
    });
  }
  return flags.get(id);
}
/** A flag as its own endpoint answers it. */
export const flagOf = ({ team_id: _team, ...one }) => ({
  ...one,
  created_by: users[one.id % 7],
  created_at: new Date(START).toISOString(),
  updated_at: new Date(START + 60 * DAY).toISOString(),
  archived: false,
  tags: [],
  can_edit: true,
  usage_dashboard: null,
  user_access_level: 'editor',
});

export const holdouts = Array.from({ length: 5 }, (_, index) => ({
  id: index + 1,
  name: `Holdout ${word(index)} ${index + 1}`,
  description: `Global ${word(index + 3)} holdout`,
  filters: [{ properties: [], rollout_percentage: 5, variant: `holdout-${index + 1}` }],
  created_by: users[index],
  created_at: moment(index),
  updated_at: moment(index + 5),
  user_access_level: 'editor',
}));

const event = (name) => ({ kind: 'EventsNode', event: name, name });
function metric(experiment, index) {
  const seen = event(`${word(experiment)}_seen`);
  const done = event(`${word(experiment)}_done`);
  return {
    kind: 'ExperimentMetric',
    uuid: uuid(),
    fingerprint: hex(64),
    name:
      index === 0
        ? `Primary ${word(experiment)} conversion`
        : `Metric ${index} of ${word(experiment + index)}`,
    goal: index === 1 ? 'decrease' : 'increase',
    conversion_window: 14,
    conversion_window_unit: 'day',
    ...[
      { metric_type: 'funnel', series: [seen, done] },
      { metric_type: 'mean', source: { ...done, math: 'total' }, upper_bound_percentile: 0.99 },
      { metric_type: 'ratio', numerator: done, denominator: seen },
    ][index],
  };
}

function experiment(id) {
  // The first 20 experiments share 16 flags.
  const itsFlag = flag(1_000 + Math.ceil(id * 0.8));
  const holdout = id % 3 ? holdouts[id % 5] : null;
  const metrics = [0, 1, 2].map((index) => metric(id, index));
  return {
    id,
    name: `Experiment ${word(id)} vs ${word(id + 4)} #${id}`,
    description:
      id % 10 === 0
        ? `Hypothèse: la « ${word(id)} » améliore l’activation – “${word(id + 1)}” ✅`
        : `We believe the ${word(id)} change lifts ${word(id + 2)}.\nIt is "${word(id + 5)}" driven; see notes {a: [1, 2]}.`,
    start_date: moment(id),
    end_date: id % 2 ? null : moment(id + 40),
    feature_flag_key: itsFlag.key,
    feature_flag: itsFlag,
    holdout,
    holdout_id: holdout ? holdout.id : null,
    exposure_cohort: null,
    parameters: {
      feature_flag_variants: variants,
      minimum_detectable_effect: 30,
      rollout_percentage: 100,
      variant_notes: { control: sentence(id).repeat(4), test: sentence(id + 1).repeat(3) },
    },
    running_time_calculation: {
      minimum_detectable_effect: 30,
      recommended_running_time: 14,
      recommended_sample_size: 12_345,
    },
    excluded_variants: [],
    archived: id % 11 === 0,
    deleted: false,
    created_by: users[id % 7],
    created_at: moment(id - 1),
    updated_at: moment(id + 41),
    type: 'product',
    conclusion: id % 2 ? null : 'won',
    conclusion_comment: id % 2 ? null : sentence(id + 2).repeat(4),
    status: id % 2 ? 'running' : 'stopped',
    is_legacy: false,
    user_access_level: 'editor',
    tags: ['growth'],
    metrics,
    metrics_secondary: [],
    secondary_metrics: [],
    saved_metrics: [],
    saved_metrics_ids: null,
    filters: {},
    exposure_criteria: { filterTestAccounts: true, multiple_variant_handling: 'exclude' },
    stats_config: { method: 'bayesian' },
    scheduling_config: null,
    primary_metrics_ordered_uuids: metrics.map((one) => one.uuid),
    secondary_metrics_ordered_uuids: null,
    only_count_matured_users: false,
    flag_cleanup_task_id: null,
    can_freeze_exposure: true,
    version: 3,
  };
}

export const experiments = Array.from({ length: 100 }, (_, index) => experiment(index + 1));

function arm(key, samples, sum, metricType) {
  return {
    key,
    number_of_samples: samples,
    sum,
    sum_squares: sum,
    denominator_sum: metricType === 'ratio' ? samples : null,
    denominator_sum_squares: metricType === 'ratio' ? samples : null,
    numerator_denominator_sum_product: metricType === 'ratio' ? sum : null,
    step_counts: metricType === 'funnel' ? [samples, sum] : null,
    validation_failures: [],
  };
}

function resultOf(day, { metric_type: type }) {
  const samples = 1_000 + day * 137;
  const sum = Math.floor(samples * (0.1 + random() / 50));
  const effect = (random() - 0.4) / 5;
  return {
    kind: 'ExperimentQuery',
    baseline: arm('control', samples, Math.floor(samples / 10), type),
    variant_results: [
      {
        ...arm('test', samples + 11, sum, type),
        method: 'bayesian',
        chance_to_win: rounded(random()),
        credible_interval: [rounded(effect - 0.1 / (day + 1)), rounded(effect + 0.1 / (day + 1))],
        significant: random() > 0.5,
      },
    ],
    breakdown_results: null,
    metric: null,
    insight: null,
    variants: null,
    probability: null,
    significant: null,
    significance_code: null,
    stats_version: null,
    p_value: null,
    credible_intervals: null,
  };
}

const known = new Map();
/** The daily results of a metric, as PostHog answers them: a map by date. */
export function seriesOf(experiment, metric) {
  let series = known.get(metric.uuid);
  if (!series) {
    const days = Array.from({ length: DAYS }, (_, day) => [
      dateOf(60 + day),
      resultOf(day, metric),
    ]);
    series = {
      experiment_id: experiment.id,
      metric_uuid: metric.uuid,
      status: 'completed',
      timeseries: Object.fromEntries(days),
      errors: null,
      computed_at: moment(90),
      created_at: moment(60),
      updated_at: moment(90),
      recalculation_status: null,
      recalculation_created_at: null,
    };
    known.set(metric.uuid, series);
  }
  return series;
}
