import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ compiles: true });
});
afterAll(() => graph.close());

const named = 'fragment F on Experiment { name }';
const both = { x: { name: expect.any(String) }, y: { name: expect.any(String) } };
const flag = { experiment: { featureFlag: { id: expect.any(String) } } };

/** A document that is sent again and again gets compiled; with a condition it must go on to give what it gave first. */
describe('a document with a condition', () => {
  it.each([
    [
      'on a fragment that is used elsewhere without',
      `{ x: experiment(id: 1) { name ...F @include(if: false) } y: experiment(id: 2) { ...F } } ${named}`,
      both,
    ],
    [
      'by a variable, on a fragment that is used elsewhere without',
      `query ($a: Boolean!) { x: experiment(id: 1) { name ...F @include(if: $a) } y: experiment(id: 2) { ...F } } ${named}`,
      both,
    ],
    [
      'on one of two uses of a fragment in one place',
      `query ($a: Boolean!) { experiment(id: 1) { ...F @include(if: $a) ...F } } ${named}`,
      { experiment: { name: expect.any(String) } },
    ],
    [
      'on one of two selections of the same field',
      'query ($a: Boolean!) { experiment(id: 1) { featureFlag @include(if: $a) { ... on FeatureFlag { key } } featureFlag { id } } }',
      flag,
    ],
    [
      'with a literal, on one of two selections of the same field',
      '{ experiment(id: 1) { featureFlag @skip(if: true) { ... on FeatureFlag { key } } featureFlag { id } } }',
      flag,
    ],
    [
      'inside of a fragment with another one',
      `query ($a: Boolean!) { x: experiment(id: 1) { name ... @skip(if: true) { ...F @include(if: $a) } } y: experiment(id: 2) { ... @skip(if: $a) { ...F } } } ${named}`,
      both,
    ],
  ])('%s is answered the same each time', async (_where, document, wanted) => {
    for (let time = 1; time <= 5; time += 1) {
      graph.sandbox.clearRequests();
      const { data, errors } = await graph.query(
        document,
        document.includes('$a') ? { a: false } : {},
      );
      expect({ time, data, errors }).toEqual({ time, data: wanted, errors: undefined });
      const calls = graph.sandbox.requests().length;
      expect(calls).toBe('x' in wanted ? 2 : 1);
    }
  });

  it('makes its write each time', async () => {
    const document = `mutation { ...M @include(if: false) ...M }
      fragment M on Mutation { updateExperiment(input: { id: 1, description: "Again" }) { __typename } }`;
    for (let time = 1; time <= 5; time += 1) {
      graph.sandbox.clearRequests();
      const { data } = await graph.query(document);
      expect(data).toEqual({ updateExperiment: { __typename: 'UpdateExperimentPayload' } });
      const writes = graph.sandbox.requests().filter(({ method }) => method === 'PATCH');
      expect(writes).toHaveLength(1);
    }
  });
});
