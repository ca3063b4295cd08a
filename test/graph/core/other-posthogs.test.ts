import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  experiments,
  flags,
  startChangedGraph,
  type ChangedGraph,
} from '../../support/changed-graph.ts';

// JSON of shapes that the tests know.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

let graph: ChangedGraph;
beforeAll(async () => {
  graph = await startChangedGraph();
});
beforeEach(() => {
  graph.posthog.mangles();
});
afterAll(() => graph.close());

const changes: ChangedGraph['changes'] = (where, change) => {
  graph.changes(where, change);
};

const variantsOf = (row: Loose): Loose[] =>
  (row.feature_flag ?? row).filters?.multivariate?.variants ?? [];

const splitQuery =
  '{ experiment(id: 15) { variants { key rolloutPercentage } sampleRatioMismatch { suspicious pValue arms { observed expected } } } }';

describe('targeting as PostHog stores it', () => {
  it('percentages that are stored as text are numbers, and the sample ratio is tested on them', async () => {
    const asNumbers = await graph.query(splitQuery);
    changes(experiments, (_json, rows) => {
      for (const row of rows)
        for (const variant of variantsOf(row))
          variant.rollout_percentage = String(variant.rollout_percentage);
    });
    const asText = await graph.query(splitQuery);
    expect(asText.errors).toBeUndefined();
    expect(asText.data).toEqual(asNumbers.data);
    expect(asText.data['experiment'].sampleRatioMismatch).toMatchObject({ suspicious: false });
    expect(asText.calls).toBe(2);
  });

  it('a variant without a percentage has none, on the flag and in the experiment', async () => {
    changes(flags, (_json, rows) => {
      const row = rows.find((one) => variantsOf(one).length > 0);
      if (row) delete variantsOf(row).at(-1).rollout_percentage;
    });
    const { data, errors, calls } = await graph.query(
      '{ featureFlags(first: 20) { nodes { key variants { rolloutPercentage } } } experiments(first: 3) { nodes { variants { rolloutPercentage } featureFlag { variants { rolloutPercentage } } } } }',
    );
    expect(errors).toBeUndefined();
    const shares = data['featureFlags'].nodes.flatMap((flag: Loose) => flag.variants);
    expect(shares).toContainEqual({ rolloutPercentage: null });
    expect(shares).toContainEqual({ rolloutPercentage: 50 });
    for (const { variants, featureFlag } of data['experiments'].nodes)
      expect(variants).toEqual(featureFlag.variants);
    expect(data['experiments'].nodes.flatMap((one: Loose) => one.variants)).toContainEqual({
      rolloutPercentage: null,
    });
    expect(calls).toBe(2);
  });

  it('`false` is null where there is no group and no pinned variant', async () => {
    const query =
      '{ experiment(id: 15) { featureFlag { aggregationGroupTypeIndex releaseConditions { variant } } sampleRatioMismatch { suspicious } } }';
    changes(flags, (_json, rows) => {
      for (const row of rows) {
        const { filters } = row.feature_flag ?? row;
        if (!filters) continue;
        filters.aggregation_group_type_index = false;
        for (const group of filters.groups ?? []) group.variant = false;
      }
    });
    const { data, errors, calls } = await graph.query(query);
    expect(errors).toBeUndefined();
    expect(data['experiment']).toEqual({
      featureFlag: { aggregationGroupTypeIndex: null, releaseConditions: [{ variant: null }] },
      sampleRatioMismatch: { suspicious: false },
    });
    expect(calls).toBe(2);
  });

  it('release conditions that are an empty object are an empty list', async () => {
    changes(flags, (_json, rows) => {
      for (const row of rows) {
        const { filters } = row.feature_flag ?? row;
        if (filters) filters.groups = {};
      }
    });
    const { data, errors, calls } = await graph.query(
      '{ featureFlags(first: 2) { nodes { key releaseConditions { variant } filters } } }',
    );
    expect(errors).toBeUndefined();
    for (const flag of data['featureFlags'].nodes)
      expect(flag).toMatchObject({ releaseConditions: [], filters: { groups: {} } });
    expect(calls).toBe(1);
  });

  it('a share under its newer name is read from the experiment where the flag has lost its variants', async () => {
    const before = await graph.query(splitQuery);
    changes(experiments, (_json, rows) => {
      for (const row of rows) {
        if (row.feature_flag) row.feature_flag.filters.multivariate = null;
        for (const variant of row.parameters?.feature_flag_variants ?? []) {
          variant.split_percent = variant.rollout_percentage;
          delete variant.rollout_percentage;
        }
      }
    });
    const { data, errors, calls } = await graph.query(splitQuery);
    expect(errors).toBeUndefined();
    expect(data['experiment'].variants).toEqual([
      { key: 'control', rolloutPercentage: 50 },
      { key: 'test', rolloutPercentage: 50 },
    ]);
    expect(data).toEqual(before.data);
    expect(calls).toBe(2);
  });
});

describe('words of a newer PostHog', () => {
  it('a status is UNKNOWN, with the word beside it, and every other row is answered', async () => {
    changes(experiments, (json) => {
      if (json.results?.[3]) json.results[3].status = 'scheduled';
    });
    const { data, errors, calls } = await graph.query(
      '{ experiments(first: 25) { totalCount nodes { name status statusText } } }',
    );
    expect(errors).toBeUndefined();
    expect(data['experiments'].nodes).toHaveLength(25);
    expect(data['experiments'].nodes[3]).toMatchObject({
      status: 'UNKNOWN',
      statusText: 'scheduled',
    });
    expect(data['experiments'].nodes[2].status).not.toBe('UNKNOWN');
    expect(calls).toBe(1);
  });

  it('a metric and a source are of types that hold what is known of them', async () => {
    const query =
      '{ experiment(id: 4) { metrics { __typename name uuid raw verdict { state } ... on UnknownMetric { typeText } ... on MeanMetric { source { __typename name ... on UnknownSource { kindText } } } } } }';
    const { data: known } = await graph.query(query);
    const source = { kind: 'EventsNode', event: 'x' };
    const added = [
      { kind: 'ExperimentMetric', metric_type: 'survival', uuid: 'a1', fingerprint: 'b', source },
      { kind: 'ExperimentMetric', metric_type: 'mean', uuid: 'a2', source: { kind: 'StreamNode' } },
    ];
    changes(experiments, (json) => {
      if (!json.results) json.metrics.push(...added);
    });
    const { data, errors, calls } = await graph.query(query);
    expect(errors).toBeUndefined();
    const metrics = data['experiment'].metrics as Loose[];
    for (const metric of known['experiment'].metrics) expect(metrics).toContainEqual(metric);
    expect(metrics.find(({ uuid }) => uuid === 'a1')).toEqual({
      __typename: 'UnknownMetric',
      name: null,
      uuid: 'a1',
      raw: added[0],
      verdict: null,
      typeText: 'survival',
    });
    expect(metrics.find(({ uuid }) => uuid === 'a2')).toMatchObject({
      source: { __typename: 'UnknownSource', name: null, kindText: 'StreamNode' },
    });
    expect(calls).toBeLessThanOrEqual(5);
  });

  it('UNKNOWN cannot be sent, in a document or in a variable', async () => {
    const inDocument = await graph.query(
      '{ experiments(filter: { status: UNKNOWN }) { totalCount } }',
    );
    const inVariable = await graph.query(
      'query ($status: ExperimentStatus) { experiments(filter: { status: $status }) { totalCount } }',
      { status: 'UNKNOWN' },
    );
    for (const { errors, calls } of [inDocument, inVariable]) {
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('ExperimentStatus.UNKNOWN stands for words'),
          extensions: { code: expect.stringMatching(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/) },
        },
      ]);
      expect(calls).toBe(0);
    }
  });
});

describe('a PostHog without the status of experiments', () => {
  const query =
    '{ experiments(first: 25) { totalCount nodes { name status isLegacy startDate endDate } } experiment(id: 4) { isLegacy lifecycle { action allowed } } }';

  it.each([
    ['is null', (row: Loose) => (row.status = null)],
    [
      'is missing, with what was added since',
      (row: Loose) => {
        delete row.status;
        delete row.is_legacy;
        delete row.version;
      },
    ],
  ])('is answered with the status it had before, where it %s', async (_, change) => {
    const before = await graph.query(query);
    changes(experiments, (_json, rows) => {
      for (const row of rows) change(row);
    });
    const { data, errors, calls } = await graph.query(query);
    expect(errors).toBeUndefined();
    const statuses = (answer: Loose) => answer.experiments.nodes.map((one: Loose) => one.status);
    expect(statuses(data)).toEqual(statuses(before.data));
    expect(new Set(statuses(data)).size).toBeGreaterThan(3);
    expect(data['experiment']).toEqual(before.data['experiment']);
    expect(calls).toBe(2);
  });
});
