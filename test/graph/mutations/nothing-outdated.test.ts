import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { asColleague } from '../../support/sandbox-control.ts';

const freshness = {
  seconds: { experiments: 3_600, settings: 3_600, results: 3_600 },
  maxStaleMs: 3_600_000,
  maxBytes: 50_000_000,
};

/** Every way in which an answer can show an experiment, a flag, a holdout, a shared metric or a cohort. */
const reads = {
  experiments: `{ experiments(first: 100) { nodes {
    name status tags archived featureFlag { key active } holdout { name exclusionPercentage } } } }`,
  'metrics of experiments': `{ experiments(first: 3) { nodes {
    name metrics { name uuid } holdout { name exclusionPercentage } } } }`,
  experiment: `{ experiment(id: $experiment) {
    name status tags version metrics { name } holdout { name exclusionPercentage }
    exposureCohort { name } featureFlag { key active } } }`,
  featureFlags: `{ featureFlags(first: 100) { nodes {
    key active tags releaseConditions { raw } } } }`,
  'filters of featureFlags': '{ featureFlags(first: 100) { nodes { key filters } } }',
  featureFlag: `{ featureFlag(id: $flag) { key active tags filters releaseConditions { raw } } }`,
  holdouts: '{ holdouts(first: 100) { nodes { name exclusionPercentage } } }',
  holdout: '{ holdout(id: $holdout) { name exclusionPercentage } }',
  savedMetrics: '{ savedMetrics(first: 100) { nodes { name metric { name } } } }',
  cohorts: '{ cohorts(first: 100) { nodes { name } } }',
  'what happened to an experiment': `{ experiment(id: $experiment) {
    activity(first: 100) { totalCount nodes { id } } } }`,
  'results of an experiment': `{ experiment(id: $experiment) {
    latestRecalculation { status } metrics { uuid fingerprint goal timeseries { status } } } }`,
  setUp: `{ experimentSetupContext { sharedMetrics { data { metrics { name } } } } }`,
  experimentStats: '{ experimentStats { activeExperiments } }',
} as const;

const writes: readonly [title: string, mutation: string][] = [
  ['updateHoldout', 'updateHoldout(input: { id: $holdout, exclusionPercentage: 33 })'],
  ['deleteHoldout', 'deleteHoldout(input: { id: $holdout })'],
  ['createHoldout', 'createHoldout(input: { name: "New", exclusionPercentage: 5 })'],
  ['updateSavedMetric', 'updateSavedMetric(input: { id: $savedMetric, name: "Renamed" })'],
  ['deleteSavedMetric', 'deleteSavedMetric(input: { id: $savedMetric })'],
  ['updateFeatureFlag', 'updateFeatureFlag(input: { id: $flag, active: false, tags: ["new"] })'],
  ['updateExperiment', 'updateExperiment(input: { id: $experiment, name: "Renamed" })'],
  ['pauseExperiment', 'pauseExperiment(input: { id: $experiment })'],
  ['shipVariant', 'shipVariant(input: { id: $experiment, variantKey: "test" })'],
  ['deleteExperiment', 'deleteExperiment(input: { id: $experiment })'],
  ['createExposureCohort', 'createExposureCohort(input: { id: $experiment })'],
  ['bulkUpdateTags', 'bulkUpdateTags(input: { ids: [$experiment], action: ADD, tags: ["new"] })'],
  [
    'createExperiment',
    'createExperiment(input: { name: "New", featureFlagKey: "new-flag", holdoutId: $holdout })',
  ],
];

describe.each(['default', 'older'] as const)('on a PostHog of the profile %s', (profile) => {
  let graph: TestGraph;
  let ids: Record<string, string>;
  beforeEach(async () => {
    graph = await startGraph({
      freshness,
      sandbox: { profile: { fat_lists: profile === 'older' } },
    });
    ids = await subjects(graph);
  });
  afterEach(() => graph.close());

  /** Sends an operation in which `$holdout` stands for the id of the holdout, and so on. */
  const send = (document: string) =>
    graph.query(document.replaceAll(/\$(\w+)/g, (_, name: string) => JSON.stringify(ids[name])));

  async function readAll(directive = '') {
    const answers = await Promise.all(
      Object.entries(reads).map(async ([title, query]) => {
        const { data, errors } = await send(`query ${directive} ${query}`);
        expect(errors).toBeUndefined();
        return [title, data] as const;
      }),
    );
    return Object.fromEntries(answers);
  }

  it.each(writes)(
    'nothing of what %s changes is answered from what was read before',
    async (_title, mutation) => {
      const before = await readAll();
      const { data, errors } = await send(`mutation { outcome: ${mutation} { __typename } }`);
      expect(errors).toBeUndefined();
      expect(data['outcome'].__typename).toMatch(/Payload$/);
      const after = await readAll();
      expect(after).toEqual(await readAll('@fresh(maxAge: 0)'));
      // The write did change something that is read here.
      expect(after).not.toEqual(before);
    },
  );
});

/** A running experiment with a holdout and a shared metric, and the ids of all of them. */
async function subjects({ sandbox }: TestGraph): Promise<Record<string, string>> {
  const colleague = (method: string, path: string, body?: Record<string, unknown>) =>
    asColleague(sandbox, method, path, body);
  const holdout = await colleague('POST', 'experiment_holdouts/', {
    name: 'Kept out',
    filters: [{ properties: [], rollout_percentage: 10 }],
  });
  const savedMetric = await colleague('POST', 'experiment_saved_metrics/', {
    name: 'Shared',
    query: {
      kind: 'ExperimentMetric',
      metric_type: 'mean',
      source: { kind: 'EventsNode', event: '$pageview' },
    },
  });
  const experiment = await colleague('POST', 'experiments/', {
    name: 'Subject',
    feature_flag_key: 'subject',
    holdout_id: holdout['id'],
    saved_metrics_ids: [{ id: savedMetric['id'], metadata: { type: 'primary' } }],
  });
  await colleague('POST', `experiments/${experiment['id']}/launch/`);
  sandbox.setClock({ advance: '2d' });
  return {
    experiment: String(experiment['id']),
    flag: String(experiment['feature_flag'].id),
    holdout: String(holdout['id']),
    savedMetric: String(savedMetric['id']),
  };
}
