import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type GraphAnswer, type TestGraph } from '../../support/graph.ts';
import { startInProcess } from '../../support/in-process.ts';

const entities = `query ($references: [_Any!]!) {
  _entities(representations: $references) { __typename ... on Experiment { posthogId } }
}`;
const good = { __typename: 'Experiment', projectId: '1', posthogId: 5 };

/** Values that are no valid reference in any subgraph. */
const bad: readonly (readonly [string, unknown])[] = [
  ['text', 'x'],
  ['a number', 5],
  ['a truth value', true],
  ['an empty object', {}],
  ['a list', [good]],
  ['a list in a list', [[]]],
  ['an unknown type', { __typename: 'Nope', id: 'x' }],
  ['a scalar', { __typename: 'String' }],
  ['an object without a key', { __typename: 'Budget', id: 'x' }],
  ['the interface Node', { __typename: 'Node', id: 'x' }],
  ['the interface MutationProblem', { __typename: 'MutationProblem' }],
  ['the root', { __typename: 'Query' }],
  ['a type of introspection', { __typename: '__Schema' }],
  ['a type that is no text', { __typename: 5 }],
  ['a type that is a list', { __typename: ['Experiment'] }],
  ['a type that is an object', { __typename: { toString: 1, valueOf: 1 } }],
  ['a property every object has', { __typename: 'constructor' }],
  ['the prototype', JSON.parse('{"__typename":"__proto__","__proto__":{"id":"x"}}')],
  ['a key that is no key', { __typename: 'Experiment', id: 'zzz' }],
  ['a key that is null', { __typename: 'Experiment', id: null }],
  ['a key that is a list', { __typename: 'Experiment', id: [[['5']]] }],
  ['no key', { __typename: 'Experiment' }],
  ['half a key', { __typename: 'Experiment', projectId: '1' }],
  ['a project that is none', { __typename: 'Experiment', projectId: {}, posthogId: 5 }],
  ['a metric of another kind', { __typename: 'MeanMetric', id: 'RXhwZXJpbWVudDoxOjU' }],
];

describe('an invalid reference', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.close());

  /**
   * Over all cases, the first runs often enough for its document to be compiled; the second is
   * traced. Each executes the query differently.
   */
  const executors: Readonly<
    Record<string, (references: readonly unknown[]) => Promise<GraphAnswer>>
  > = {
    'the executor': (references) => graph.query(entities, { references }),
    'the tracing executor': (references) =>
      graph.query(
        entities,
        { references },
        { headers: { 'apollo-federation-include-trace': 'ftv1' } },
      ),
  };

  /** The observable part of an answer. */
  const seenOf = (answer: GraphAnswer) => ({
    places: (answer.errors ?? []).map(({ path }) => path),
    // Neither another code nor a message of a library.
    others: (answer.errors ?? []).filter(
      ({ message, extensions }) =>
        !['BAD_USER_INPUT', 'INVALID_ID'].includes(String(extensions['code'])) ||
        /resolver|found in the schema|undefined|function|at runtime|stack/i.test(message),
    ),
    found: answer.data['_entities'] as unknown,
    unexpected: graph.unexpected,
  });
  const alone = (badPlaces: readonly number[], length: number) => ({
    places: badPlaces.map((at) => ['_entities', at]),
    others: [],
    found: Array.from({ length }, (_, at) =>
      badPlaces.includes(at) ? null : { __typename: 'Experiment', posthogId: 5 },
    ),
    unexpected: [],
  });

  describe.each(Object.entries(executors))('to %s', (_name, ask) => {
    it.each(bad)('is an error at its own position: %s', async (_what, reference) => {
      expect(seenOf(await ask([good, reference, good]))).toEqual(alone([1], 3));
      expect(seenOf(await ask([{ __typename: 'Experiment', id: 'zzz' }, reference]))).toEqual(
        alone([0, 1], 2),
      );
      expect(seenOf(await ask([reference]))).toEqual(alone([0], 1));
    });

    it('never leaves an unhandled rejection, whatever is sent', async () => {
      const reference = fc.oneof(
        fc.constant(good),
        fc.constantFrom(...bad.map(([, one]) => one)),
        fc.jsonValue({ maxDepth: 3 }).filter((value) => value !== null),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(reference, { maxLength: 6 }), async (references) => {
          const answer = await ask(references);
          expect(answer.data['_entities']).toHaveLength(references.length);
          for (const { extensions } of answer.errors ?? [])
            expect(['BAD_USER_INPUT', 'INVALID_ID']).toContain(extensions['code']);
        }),
        { numRuns: 60 },
      );
    });
  });

  it('is refused as a whole where the type of the variable does not allow it', async () => {
    const { errors } = await graph.query(entities, { references: [good, null] });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('costs nothing, and the valid ones beside it are still read together', async () => {
    const numbers = [2, 3, 4, 5, 6, 8, 9, 10];
    const references = numbers.flatMap((posthogId) => [
      { __typename: 'Experiment', projectId: '1', posthogId },
      { __typename: 'Nope' },
    ]);
    const { calls, extensions } = await graph.query(entities, { references });
    expect(calls).toBeLessThanOrEqual(2);
    expect(extensions['upstream'].predicted).toBeGreaterThanOrEqual(1);
  });
});

describe('references over HTTP', () => {
  const depth = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const fatal = [{ __typename: 'Experiment', id: 'zzz' }, { __typename: 'Nope' }];

  it('are refused as a whole when they are nested too deeply, with a trace or without, and the process survives', async () => {
    const server = await startInProcess({ POSTHOG_PROJECT_ID: '1' });
    const authorization = 'Bearer phx_sandbox';
    const send = async (path: string, body: string, more: Record<string, string> = {}) => {
      const accept = 'application/json, text/event-stream';
      const headers = { 'content-type': 'application/json', accept, authorization, ...more };
      const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
      return response.text();
    };
    try {
      const references = `[{"__typename":"Experiment","id":${depth}},{"__typename":"Nope","x":${depth}},${depth},${JSON.stringify(good)}]`;
      const body = `{"query":${JSON.stringify(entities)},"variables":{"references":${references}}}`;
      for (const more of [{}, {}, {}, {}, { 'apollo-federation-include-trace': 'ftv1' }]) {
        const answer = JSON.parse(await send('/graphql', body, more)) as GraphAnswer;
        expect(answer.data ?? null).toBeNull();
        expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual([
          'BAD_USER_INPUT',
        ]);
      }
      const call = { query: entities, variables: { references: fatal } };
      const params = { name: 'graphql', arguments: call };
      const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
      expect(await send('/mcp', JSON.stringify(message))).toContain('BAD_USER_INPUT');
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
    } finally {
      await server.stop();
    }
  });
});
