import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { manglingPostHog, withText, type ManglingPostHog } from '../../support/mangling-posthog.ts';

// JSON of shapes that the tests know.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

let real: TestGraph;
let posthog: ManglingPostHog;
let graph: TestGraph;

beforeAll(async () => {
  real = await startGraph();
  posthog = await manglingPostHog(real.sandbox.url);
  graph = await startGraph({ host: posthog.url });
});
beforeEach(() => {
  posthog.mangles();
});
afterAll(async () => {
  await graph.close();
  await posthog.close();
  await real.close();
});

const experiments = /\/experiments\/(\d+\/)?(\?.*)?$/;
const flags = /\/(feature_flags|experiments)\/(\d+\/)?(\?.*)?$/;

/** Changes the JSON of successful answers to some requests. */
function changes(where: RegExp, change: (json: Loose, rows: Loose[]) => void): void {
  posthog.mangles((answer, { url }) => {
    if (answer.status >= 300 || !where.test(url)) return answer;
    return withText(answer, (text) => {
      const json: Loose = JSON.parse(text);
      change(json, json.results ?? [json]);
      return JSON.stringify(json);
    });
  });
}

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

describe('a value that does not fit', () => {
  it('is null, with the operation and the JSON path, and nothing else is lost', async () => {
    const query = '{ experiments(first: 3) { nodes { id name tags startDate variants { key } } } }';
    const before = await graph.query(query);
    changes(experiments, (json) => {
      json.results[1].name = {};
      json.results[1].tags = ['a', {}, 'b'];
      json.results[2].id = null;
      json.count = String(json.count);
    });
    const { data, errors, calls } = await graph.query(query);
    const nodes = before.data['experiments'].nodes;
    expect(data['experiments'].nodes).toEqual([
      nodes[0],
      { ...nodes[1], name: null, tags: ['a', null, 'b'] },
      null,
    ]);
    expect(errors).toMatchObject([
      {
        path: ['experiments', 'nodes', 1, 'name'],
        message:
          "PostHog's response to experiments_list has a value that does not fit: results[1].name is an object, not a text.",
        extensions: {
          code: 'UPSTREAM_MALFORMED',
          operation: 'experiments_list',
          path: 'results[1].name',
        },
      },
      { path: ['experiments', 'nodes', 1, 'tags', 1], extensions: { path: 'results[1].tags[1]' } },
      { path: ['experiments', 'nodes', 2, 'id'], extensions: { path: 'results[2].id' } },
    ]);
    expect(calls).toBe(1);
  });

  it('on one day of a series leaves the others', async () => {
    const query =
      '{ experiment(id: 15) { metrics(role: PRIMARY) { timeseries { status points { date baseline { samples sum } } } } } }';
    const before = await graph.query(query);
    changes(/timeseries_results/, (json) => {
      const [, second, third] = Object.keys(json.timeseries).toSorted();
      json.timeseries[second!] = 'banana';
      json.timeseries[third!].baseline.sum = [];
    });
    const { data, errors } = await graph.query(query);
    const [metric] = before.data['experiment'].metrics;
    const days = metric.timeseries.points as Loose[];
    expect(data['experiment'].metrics[0].timeseries.points).toEqual([
      days[0],
      { date: days[1].date, baseline: null },
      { date: days[2].date, baseline: { samples: days[2].baseline.samples, sum: null } },
      ...days.slice(3),
    ]);
    expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['UPSTREAM_MALFORMED']),
    );
  });

  it('is passed on by `raw` as PostHog sent it', async () => {
    changes(experiments, (_json, rows) => {
      for (const row of rows) row.feature_flag.filters.groups[0].rollout_percentage = '100';
    });
    const { data } = await graph.query(
      '{ experiment(id: 15) { featureFlag { releaseConditions { rolloutPercentage raw } } } }',
    );
    const [condition] = data['experiment'].featureFlag.releaseConditions;
    expect(condition).toMatchObject({
      rolloutPercentage: 100,
      raw: { rollout_percentage: '100' },
    });
  });
});

describe('values at the edge of what can be read', () => {
  it.each(['constructor', '__proto__', 'toString'])(
    'the word %s in the place of true or false is no value, and its place is named',
    async (word) => {
      changes(experiments, (_json, rows) => {
        for (const row of rows) row.archived = word;
      });
      const { data, errors } = await graph.query('{ experiment(id: 15) { name archived } }');
      expect(data['experiment']).toMatchObject({ name: expect.any(String), archived: null });
      expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'UPSTREAM_MALFORMED', operation: 'experiments_retrieve', path: 'archived' },
      ]);
    },
  );

  it('metrics that are no objects fail alone, however often the document has been asked', async () => {
    const query = '{ experiment(id: 15) { metrics(role: PRIMARY) { __typename name } } }';
    for (let time = 0; time < 3; time += 1) {
      const { errors } = await graph.query(query);
      expect(errors).toBeUndefined();
    }
    changes(experiments, (json) => {
      json.metrics = [7, json.metrics[0], null];
      json.metrics[1].name = 'the one that is left';
      json.primary_metrics_ordered_uuids = null;
      json.saved_metrics = [];
    });
    const { data, errors, calls } = await graph.query(query);
    expect(data['experiment']?.metrics).toEqual([
      null,
      { __typename: expect.any(String), name: 'the one that is left' },
      null,
    ]);
    expect(errors?.map(({ path, extensions }) => [path, extensions['path']])).toEqual([
      [['experiment', 'metrics', 0], 'metrics[0]'],
      [['experiment', 'metrics', 2], 'metrics[2]'],
    ]);
    expect(calls).toBe(1);
  });

  it('rows that are no objects fail alone, however often the document has been asked', async () => {
    const query = '{ savedMetrics(first: 3) { nodes { name metric { __typename } } } }';
    let before: Loose;
    for (let time = 0; time < 3; time += 1) before = (await graph.query(query)).data;
    changes(/\/experiment_saved_metrics\//, (json) => {
      json.results[1] = null;
    });
    const { data, errors, calls } = await graph.query(query);
    const [first, , third] = before.savedMetrics.nodes;
    expect(data['savedMetrics']?.nodes).toMatchObject([first, { name: null }, third]);
    expect(new Set(errors?.map(({ extensions }) => extensions['path']))).toEqual(
      new Set(['results[1]']),
    );
    expect(calls).toBe(1);
  });

  it('a time of the next attempt that is none fails its own field, at its own place', async () => {
    changes(/\/metrics_recalculation\/latest\//, (json) => {
      const retry = { attempt: 1, max_attempts: 3, error_type: 'E', message: 'm' };
      json.metric_retries = { some: { ...retry, next_retry_at: '0x10' } };
    });
    const { data, errors } = await graph.query(
      '{ experiment(id: 15) { latestRecalculation { retries { attempt nextRetryAt } } } }',
    );
    expect(data['experiment'].latestRecalculation.retries).toEqual([
      { attempt: 1, nextRetryAt: null },
    ]);
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      {
        code: 'UPSTREAM_MALFORMED',
        operation: 'experiments_metrics_recalculation_latest_retrieve',
        path: 'metric_retries[some].next_retry_at',
      },
    ]);
  });
});
