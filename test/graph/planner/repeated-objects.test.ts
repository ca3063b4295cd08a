import { getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servedSchema } from '../../../src/graph/schema.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  // Which metrics the newest recalculation has depends on the time.
  graph = await startGraph({ sandbox: { now: '2026-11-27T12:00:00Z' } });
});
afterAll(() => graph.close());

const reference = { __typename: 'Experiment', projectId: '1', posthogId: 15 };
const id = Buffer.from('Experiment:1:15').toString('base64url');

const ways: [string, string, (count: number) => Record<string, unknown>][] = [
  [
    '_entities',
    'query ($r: [_Any!]!) { _entities(representations: $r) {',
    (length) => ({ r: Array.from({ length }, () => reference) }),
  ],
  [
    'nodes',
    'query ($r: [ID!]!) { nodes(ids: $r) {',
    (length) => ({ r: Array.from({ length }, () => id) }),
  ],
];

async function ask(query: string, variables: Record<string, unknown>) {
  graph.sandbox.clearRequests();
  const {
    errors = [],
    extensions,
    data,
  } = await graph.query(query, variables, {
    headers: { 'cache-control': 'no-cache' },
  });
  return {
    codes: errors.map(({ extensions: { code } }) => code),
    data,
    calls: graph.sandbox.requests().length,
    predicted: extensions?.['upstream']?.predicted as number,
  };
}

/** The fields of an experiment that take calls and can be asked without arguments. */
const costly = () => {
  const type = servedSchema.getType('Experiment');
  if (!isObjectType(type)) throw new Error('There is no such type.');
  return Object.values(type.getFields())
    .filter(({ args, extensions }) => extensions.upstream && !args.some(isRequiredArgument))
    .map(
      (field) => `${field.name} ${isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'}`,
    );
};

describe.each(ways)('an object that %s names again and again', (_, beginning, variables) => {
  const asking = (fields: string, count: number) =>
    ask(`${beginning} __typename ... on Experiment { ${fields} } } }`, variables(count));

  it('is priced once, with all that hangs on it', async () => {
    const fields = 'metrics { name timeseries { points { date } } }';
    const once = await asking(fields, 1);
    for (const count of [2, 130]) {
      const { codes, calls, predicted } = await asking(fields, count);
      expect(codes).toEqual([]);
      expect(calls).toBe(once.calls);
      expect(predicted).toBe(once.predicted);
    }
  });

  it('takes the calls of one, whatever is asked of it', async () => {
    for (const fields of costly()) {
      const once = await asking(fields, 1);
      const often = await asking(fields, 3);
      expect([fields, often.calls]).toEqual([fields, once.calls]);
      expect([fields, often.predicted]).toEqual([fields, once.predicted]);
    }
  });

  it('counts each time for the size of the answer', async () => {
    const fields = Array.from({ length: 20 }, (_field, n) => `m${n}: metrics { id uuid raw name }`);
    const { codes, calls } = await asking(fields.join(' '), 1_000);
    expect(codes).toEqual(['TOO_COMPLEX']);
    expect(calls).toBe(0);
  });
});

describe('metrics of one experiment', () => {
  it('are different objects that one call reads', async () => {
    const { data } = await graph.query('{ experiment(id: 15) { metrics { __typename id } } }');
    const metrics = data['experiment'].metrics as { __typename: string; id: string }[];
    expect(metrics.length).toBeGreaterThan(1);
    const { calls, predicted } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Metric { timeseries { status } } } }',
      { r: [...metrics, ...metrics] },
    );
    expect(calls).toBe(1 + metrics.length);
    expect(predicted).toBe(calls);
  });
});
