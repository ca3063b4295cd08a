import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { experiments, startChangedGraph, type ChangedGraph } from '../../support/changed-graph.ts';

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

  it.each([
    ['null', null, 'null'],
    ['negative', -3, 'a number'],
    ['a word', 'many', 'a text'],
    ['left out', undefined, 'missing'],
  ])('as the number of rows, when it is %s, leaves the rows', async (_, count, found) => {
    const page = '{ nodes { id name } pageInfo { hasNextPage endCursor } totalCount }';
    const query = `{ experiments(first: 3) ${page} all: experiments(first: 100) ${page} }`;
    const before = await graph.query(query);
    changes(experiments, (json) => {
      if (count === undefined) delete json.count;
      else json.count = count;
    });
    const { data, errors, calls } = await graph.query(query);
    // A full page is taken to have a next one, and the last page has fewer.
    expect(data).toEqual({
      experiments: { ...before.data['experiments'], totalCount: null },
      all: { ...before.data['all'], totalCount: null },
    });
    expect(errors).toMatchObject(
      ['experiments', 'all'].map((name) => ({
        path: [name, 'totalCount'],
        message: expect.stringContaining(found === 'missing' ? 'lacks count' : `count is ${found}`),
        extensions: { code: 'UPSTREAM_MALFORMED', operation: 'experiments_list', path: 'count' },
      })),
    );
    // One more, since a page with fewer rows than were asked for may be one that the server cut.
    expect(calls).toBe(before.calls + 1);
  });

  it('as the id of a row, when it is negative, is null in place of the row', async () => {
    const query = '{ experiments(first: 3) { nodes { id featureFlag { id } } } }';
    const before = await graph.query(query);
    changes(experiments, (json) => {
      json.results[0].id = -4;
      json.results[1].feature_flag.id = -39;
    });
    const { data, errors } = await graph.query(query);
    const nodes = before.data['experiments'].nodes;
    expect(data['experiments'].nodes).toEqual([null, { ...nodes[1], featureFlag: null }, nodes[2]]);
    expect(errors?.map(({ extensions }) => extensions['path']).toSorted()).toEqual([
      'results[0].id',
      'results[1].feature_flag.id',
    ]);
  });

  it('as the value of a flag, when it is empty, is no variant, and the flag is off', async () => {
    changes(/my_flags/, (json) => {
      json[0].value = '';
    });
    const { data, errors } = await graph.query('{ myFlags { isOn variantKey value } }');
    expect(errors).toBeUndefined();
    expect(data['myFlags'][0]).toEqual({ isOn: false, variantKey: null, value: '' });
  });

  it('in the place of the rows is named by its path', async () => {
    changes(experiments, (json) => {
      json.results = null;
    });
    const { errors } = await graph.query('{ experiments(first: 3) { nodes { id } } }');
    expect(errors).toMatchObject([
      {
        extensions: { code: 'UPSTREAM_MALFORMED', operation: 'experiments_list', path: 'results' },
      },
    ]);
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
