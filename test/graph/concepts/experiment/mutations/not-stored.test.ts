import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakePostHog, json } from '../../../../support/fake-posthog.ts';
import {
  manglingPostHog,
  withText,
  type ManglingPostHog,
} from '../../../../support/mangling-posthog.ts';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given } from '../../../../support/mutations.ts';
import { startMcp } from '../../../../support/start-mcp.ts';

let graph: TestGraph;
let older: TestGraph;
let posthog: ManglingPostHog;
beforeAll(async () => {
  graph = await startGraph();
  posthog = await manglingPostHog(graph.sandbox.url);
  older = await startGraph({ host: posthog.url });
});
afterAll(async () => {
  await older.close();
  await posthog.close();
  await graph.close();
});
beforeEach(() => posthog.mangles());

const update = (id: string, input: string) =>
  `mutation { outcome: updateExperiment(input: { id: "${id}", ${input} }) {
    ... on UpdateExperimentPayload { notStored experiment { name } }
    ... on MutationProblem { code message }
  } }`;

const WINDOW = `metrics: [{ mean: {
  source: { event: "purchase" }, conversionWindow: 14, conversionWindowUnit: DAY
} }], allowUnknownEvents: true`;

describe('a field that a server drops without an error', () => {
  it('is named in the payload, with its place in what was sent, in the same call', async () => {
    const { id, key } = await given(graph, 'draft');
    posthog.mangles((answer) =>
      withText(answer, (text) =>
        text
          .replaceAll('"conversion_window_unit"', '"unknown_to_this_server"')
          .replaceAll('"multiple_variant_handling"', '"also_unknown"'),
      ),
    );
    const { data, calls } = await older.query(
      update(id, `${WINDOW}, exposureCriteria: { multipleVariantHandling: EXCLUDE }`),
      {},
      { key },
    );
    expect(data['outcome'].notStored).toEqual([
      'metrics.0.conversion_window_unit',
      'exposure_criteria.multiple_variant_handling',
    ]);
    expect(calls).toBe(1);
  });

  it('may be the links to shared metrics', async () => {
    const { id, key } = await given(graph, 'draft', {
      rest: {
        saved_metrics: [
          {
            id: 1,
            name: 'Sales',
            query: {
              kind: 'ExperimentMetric',
              metric_type: 'mean',
              source: { kind: 'EventsNode', event: 'purchase' },
            },
          },
        ],
      },
    });
    posthog.mangles((answer) =>
      withText(answer, (text) => {
        const row = JSON.parse(text);
        return JSON.stringify('saved_metrics' in row ? { ...row, saved_metrics: [] } : row);
      }),
    );
    const { data } = await older.query(
      update(id, 'savedMetrics: [{ id: "1", role: PRIMARY }]'),
      {},
      { key },
    );
    expect(data['outcome'].notStored).toEqual(['saved_metrics_ids.0']);
  });

  it('is not claimed of what PostHog stores in another form', async () => {
    const { id, key } = await given(graph, 'draft');
    const { data } = await graph.query(
      update(
        id,
        `name: "  Blanks around  ", tags: ["Mixed", "mixed"], ${WINDOW}, rolloutPercentage: 40,
         variants: [{ key: "control", rolloutPercentage: 50, payload: 1 }, { key: "test", rolloutPercentage: 50 }],
         exposureCriteria: { filterTestAccounts: false }, description: "", parameters: { variant_notes: { test: "x" } }`,
      ),
      {},
      { key },
    );
    expect(data['outcome']).toMatchObject({ notStored: [], experiment: { name: 'Blanks around' } });
  });

  it('is named over MCP too', async () => {
    await using mcp = await startMcp({ host: posthog.url });
    const { id, key } = await given(graph, 'draft');
    posthog.mangles((answer) =>
      withText(answer, (text) => text.replaceAll('"tags"', '"not_yet_tags"')),
    );
    const { text } = await mcp.call('experiment-update', { id: Number(id), tags: ['a'] }, key);
    expect(text).toContain('Sent, but not stored by this PostHog server: tags.');
  });
});

describe('settings of the flag in `parameters`', () => {
  it('are written to the flag, and the rest stays', async () => {
    await using refusing = await fakePostHog(json(400, { detail: 'No.' }));
    await using asking = await startGraph({ host: refusing.host });
    const parameters = `{
      variant_notes: { test: "Two parts." }, rollout_percentage: 60,
      feature_flag_variants: [
        { key: "control", split_percent: 30, rollout_percentage: 50 },
        { key: "test", rollout_percentage: 70 }
      ]
    }`;
    await asking.query(update('7', `parameters: ${parameters}`));
    expect(refusing.received.map(({ body }) => JSON.parse(body))).toEqual([
      {
        parameters: { variant_notes: { test: 'Two parts.' } },
        feature_flag: {
          filters: {
            multivariate: {
              variants: [
                { key: 'control', rollout_percentage: 30 },
                { key: 'test', rollout_percentage: 70 },
              ],
            },
            groups: [{ rollout_percentage: 60 }],
          },
        },
      },
    ]);
  });
});

describe('a stale write with the fields as they were read', () => {
  it('is merged by PostHog, and names the fields that both sides changed', async () => {
    const { id, key } = await given(graph, 'draft', { experiment: { description: 'Old' } });
    const theirs = await graph.query(update(id, 'description: "Theirs"'), {}, { key });
    expect(theirs.data['outcome'].notStored).toEqual([]);
    const stale = (change: string) =>
      graph.query(
        `mutation { outcome: updateExperiment(input: {
          id: "${id}", expectedVersion: 0,
          originalExperiment: { name: "Checkout", description: "Old" }, ${change}
        }) {
          __typename
          ... on UpdateExperimentPayload { experiment { name description } }
          ... on VersionConflict { expected current fields metricUuids }
        } }`,
        {},
        { key },
      );
    const merged = await stale('name: "Mine"');
    expect(merged.data['outcome']).toEqual({
      __typename: 'UpdateExperimentPayload',
      experiment: { name: 'Mine', description: 'Theirs' },
    });
    expect(merged.calls).toBe(1);
    const conflict = await stale('description: "Mine"');
    expect(conflict.data['outcome']).toMatchObject({
      __typename: 'VersionConflict',
      expected: 0,
      fields: ['description'],
      metricUuids: [],
    });
  });

  it('needs the version they were read at', async () => {
    const { data, calls } = await graph.query(
      `mutation { updateExperiment(input: { id: "1", name: "x", originalExperiment: { name: "y" } }) {
        ... on ValidationProblem { path code }
      } }`,
    );
    expect(data['updateExperiment']).toEqual({ path: 'expectedVersion', code: 'REQUIRED' });
    expect(calls).toBe(0);
  });
});

describe('the answer of a write with values that cannot be read', () => {
  const create = (name: string) => `mutation { outcome: createExperiment(
    input: { name: "${name}", featureFlagKey: "${name}", description: "Kept" }
  ) { ... on CreateExperimentPayload { experiment { posthogId name description createdAt } } } }`;

  it.each([
    ['name', { a: 1 }, 'name'],
    ['description', [1], 'description'],
    ['feature_flag', 'text', undefined],
    ['created_at', 'yesterday', 'created_at'],
    ['tags', 'text', undefined],
  ])(
    'fails the field that shows %s, and not the mutation, which created its object',
    async (property, value, path) => {
      posthog.mangles((answer, { method }) =>
        method === 'POST'
          ? withText(answer, (text) => JSON.stringify({ ...JSON.parse(text), [property]: value }))
          : answer,
      );
      const { data, errors, calls } = await older.query(create(`unreadable-${property}`));
      expect(data['outcome']?.experiment.posthogId).toEqual(expect.any(Number));
      expect(errors?.map(({ extensions }) => extensions['path'])).toEqual(
        path === undefined ? undefined : [path],
      );
      expect(calls).toBe(1);
    },
  );
});
