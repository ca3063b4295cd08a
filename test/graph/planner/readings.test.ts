import {
  buildSchema,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isInterfaceType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executable } from '../../../src/graph/federation/executable.ts';
import { requireReadings } from '../../../src/graph/planner/readings.ts';
import { servedSchema } from '../../../src/graph/schema.ts';
import { operations, type OperationId } from '../../../src/posthog/api/operations.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';

const node = servedSchema.getType('Node');
const nodeTypes = isInterfaceType(node)
  ? servedSchema
      .getPossibleTypes(node)
      .map(({ name }) => name)
      // The sandbox has no metric of a kind that this API does not know.
      .filter((name) => name !== 'UnknownMetric')
  : [];

interface Found {
  readonly __typename: string;
  readonly id: string;
}

let graph: TestGraph;
/** An id of each type, as the graph itself gives it. */
let idOf: ReadonlyMap<string, string>;

beforeAll(async () => {
  graph = await startGraph();
  const { data } = await graph.query(`{
    experiments(first: 50) { nodes {
      __typename id
      featureFlag { __typename id }
      metrics { __typename id savedMetric { metric { __typename id } } }
    } }
    holdouts(first: 1) { nodes { __typename id } }
    savedMetrics(first: 1) { nodes { __typename id } }
    cohorts(first: 1) { nodes { __typename id } }
    projects { __typename id }
  }`);
  const found: [string, string][] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('__typename' in value && 'id' in value) {
      const { __typename: typename, id } = value as Found;
      found.push([typename, id]);
    }
    Object.values(value).forEach(collect);
  };
  collect(data);
  const run = await graph.query(
    'mutation { recalculateMetrics(input: { id: "15" }) { ... on RecalculateMetricsPayload { recalculation { __typename id } } } }',
  );
  collect(run.data);
  idOf = new Map(found);
});
afterAll(() => graph.close());

/** The operations that PostHog was really asked for, by its own log. */
function asked(): OperationId[] {
  const requests = graph.sandbox.requests();
  graph.sandbox.clearRequests();
  return requests.map(({ method, path }) => {
    const [pathname = ''] = path.split('?');
    const matching = Object.values(operations).filter(
      (one) =>
        one.method === method &&
        new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    );
    // `…/latest/` is spelled out in one row and would also be an id in another.
    return matching.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0]!.id;
  });
}

const nodeQuery = 'query ($id: ID!) { node(id: $id) { __typename id } }';

describe('an object that is read again by its id', () => {
  it('is of one of the types that the test knows an id of', () => {
    expect(nodeTypes.length).toBeGreaterThan(10);
    expect(nodeTypes.filter((name) => !idOf.has(name))).toEqual([]);
  });

  it.each(nodeTypes)('is priced as the calls that are then made: %s', async (typename) => {
    const id = idOf.get(typename);
    graph.sandbox.clearRequests();
    const explained = await graph.query(nodeQuery, { id }, { extensions: { explain: true } });
    const steps = explained.extensions['explain'].steps as { operation: string; calls: number }[];
    expect(asked()).toEqual([]);

    const { data, calls, extensions } = await graph.query(nodeQuery, { id });
    expect(data['node']).toEqual({ __typename: typename, id });
    expect(asked()).toEqual(
      steps.flatMap(({ operation, calls: times }) => Array(times).fill(operation)),
    );
    expect(extensions['upstream'].predicted).toBe(calls);
  });

  it('is priced once where a document names it twice, also as a part of another', async () => {
    const experiment = idOf.get('Experiment')!;
    const [local] = Buffer.from(experiment, 'base64url').toString().split(':').slice(-1);
    const metrics = await graph.query(
      'query ($id: ID!) { experiment(id: $id) { metrics { id } } }',
      { id: local },
    );
    const ids = [experiment, ...metrics.data['experiment'].metrics.map(({ id }: Found) => id)];
    const query =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Experiment { metrics { id } } } }';
    const { data, calls, extensions } = await graph.query(query, { ids: [...ids, experiment] });
    expect(data['nodes'].map(({ id }: Found) => id)).toEqual([...ids, experiment]);
    expect([calls, extensions['upstream'].predicted]).toEqual([1, 1]);
  });

  it('is priced by a list where several are read and no detail is asked for', async () => {
    const { data } = await graph.query('{ experiments(first: 20) { nodes { id } } }');
    const ids = data['experiments'].nodes.map(({ id }: Found) => id);
    const query = (fields: string) =>
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Experiment { ${fields} } } }`;
    const rows = await graph.query(query('name status'), { ids });
    expect([rows.calls, rows.extensions['upstream'].predicted]).toEqual([1, 1]);
    const details = await graph.query(query('name metrics { id }'), { ids });
    expect([details.calls, details.extensions['upstream'].predicted]).toEqual([20, 20]);
  });
});

describe('a type that does not say how it is read', () => {
  it('stops the start when it implements Node', () => {
    const schema = buildSchema(
      'interface Node { id: ID! } type Stray implements Node { id: ID! } type Query { stray: Stray }',
    );
    expect(() => requireReadings(schema)).toThrow('Stray does not say how it is read');
  });

  it('stops the start when another subgraph can refer to it', () => {
    const Stray = new GraphQLObjectType({
      name: 'Stray',
      fields: { id: { type: GraphQLString } },
      extensions: {
        apollo: { subgraph: { resolveReference: () => null } },
        directives: [{ name: 'key', args: { fields: 'id' } }],
      },
    });
    const query = new GraphQLObjectType({ name: 'Query', fields: { stray: { type: Stray } } });
    expect(() => executable(new GraphQLSchema({ query }))).toThrow(
      'Stray does not say how it is read',
    );
  });
});
