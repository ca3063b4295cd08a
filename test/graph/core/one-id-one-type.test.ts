import { isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../src/graph/schema.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';

const METRICS = 'metrics { __typename id }';

/** Documents that together reach every type with an `id`, and every row of the sandbox. */
const documents = [
  '{ viewer { __typename id user { __typename id } organizations { __typename id } } projects { __typename id } }',
  `{ experiments(first: 100) { nodes { __typename id createdBy { __typename id } featureFlag { __typename id }
       holdout { __typename id } exposureCohort { __typename id } ${METRICS}
       savedMetrics { __typename id savedMetric { __typename id } }
       latestRecalculation { __typename id }
       activity(first: 5) { nodes { __typename id } } } } }`,
  `{ experiments(first: 100, filter: { archived: true }) { nodes { __typename id ${METRICS} } } }`,
  `{ featureFlags(first: 100) { nodes { __typename id createdBy { __typename id }
       dependentFlags { __typename featureFlag { __typename id } } } } }`,
  '{ holdouts(first: 100) { nodes { __typename id createdBy { __typename id } } } }',
  '{ savedMetrics(first: 100) { nodes { __typename id metric { __typename id } } } }',
  '{ cohorts(first: 100) { nodes { __typename id createdBy { __typename id } } } }',
  `mutation { recalculateTimeseries(input: { id: "15", metricUuid: "METRIC" }) {
     ... on RecalculateTimeseriesPayload { recalculation { __typename id } } } }`,
];

/** Every object of an answer that has an id, as type and id. */
function objectsIn(value: unknown): { readonly typename: string; readonly id: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { __typename: typename, id } = value as Record<string, unknown>;
  const own = typeof typename === 'string' && typeof id === 'string' ? [{ typename, id }] : [];
  return [...own, ...Object.values(value).flatMap(objectsIn)];
}

/** Parts of refusals under an approval policy, which no seeded row has; their ids are UUIDs of PostHog's. */
const inRefusals = new Set(['ApprovalPolicy', 'ChangeRequest']);

const typesWithId = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => 'id' in type.getFields())
  .map(({ name }) => name)
  .filter((name) => !inRefusals.has(name));

let graph: TestGraph;
let found: readonly { readonly typename: string; readonly id: string }[];
beforeAll(async () => {
  graph = await startGraph({ projectId: '@current' });
  const metric = await graph.query('{ experiment(id: "15") { metrics { uuid } } }');
  const { uuid } = metric.data['experiment'].metrics[0];
  await addDependentFlag(graph);
  const answers = [];
  for (const document of documents) {
    const answer = await graph.query(document.replace('METRIC', uuid));
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    answers.push(answer.data);
  }
  found = answers.flatMap(objectsIn);
}, 60_000);
afterAll(() => graph.close());

async function addDependentFlag({ sandbox }: TestGraph): Promise<void> {
  const property = { key: '3', type: 'flag', value: true, operator: 'flag_evaluates_to' };
  const groups = [{ properties: [property], rollout_percentage: 100 }];
  const response = await fetch(`${sandbox.url}/api/projects/1/feature_flags/`, {
    method: 'POST',
    headers: { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' },
    body: JSON.stringify({
      key: 'editor-v4-comments',
      name: 'x',
      active: true,
      filters: { groups },
    }),
  });
  if (response.status !== 201) throw new Error(`the flag was not created: ${response.status}`);
}

/** The sandbox has no metric of a kind that this API does not know, and events come by a subscription only. */
const NOT_SEEDED = new Set(['UnknownMetric', 'ExperimentEventSubject', 'ExperimentNotification']);
const isSeeded = (typename: string) => !NOT_SEEDED.has(typename);

describe('an id', () => {
  it('is looked at here for every type that has one', () => {
    const reached = new Set(found.map(({ typename }) => typename));
    expect([...reached].toSorted()).toEqual(typesWithId.filter(isSeeded).toSorted());
  });

  it('belongs to objects of one type', () => {
    const typenames = Map.groupBy(found, ({ id }) => id);
    const shared = [...typenames].filter(
      ([, objects]) => new Set(objects.map(({ typename }) => typename)).size > 1,
    );
    expect(shared).toEqual([]);
  });

  it('names no other project than the one that its number gives', () => {
    const other = found
      .map(({ id }) => Buffer.from(id, 'base64url').toString())
      .filter((text) => text.includes('@current'));
    expect(other).toEqual([]);
  });

  it('of each object of a `Node` type is found again by `nodes` and `node`', async () => {
    const node = schema.getType('Node');
    const nodeTypes = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
    const names = new Set(nodeTypes.map(({ name }) => name).filter(isSeeded));
    const objects = [
      ...new Map(
        found.filter(({ typename }) => names.has(typename)).map((one) => [one.id, one]),
      ).values(),
    ];
    expect(new Set(objects.map(({ typename }) => typename))).toEqual(names);
    for (let at = 0; at < objects.length; at += 100) {
      const some = objects.slice(at, at + 100);
      const { data, errors } = await graph.query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { typename: __typename id } }',
        { ids: some.map(({ id }) => id) },
      );
      expect(errors).toBeUndefined();
      expect(data['nodes']).toEqual(some);
    }
    for (const name of names) {
      const one = objects.find(({ typename }) => typename === name);
      const { data } = await graph.query(
        'query ($id: ID!) { node(id: $id) { typename: __typename id } nodes(ids: [$id]) { typename: __typename id } }',
        { id: one?.id },
      );
      expect(data).toEqual({ node: one, nodes: [one] });
    }
  }, 60_000);
});
