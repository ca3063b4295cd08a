import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type Asking, type TestGraph } from '../../../support/graph.ts';
import { fragmentBomb } from '../../../support/hostile-documents.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

async function refusalOf(document: string, asking: Asking = { key: null }) {
  const { status, errors } = await graph.query(document, {}, asking);
  const { code, found, limit } = errors?.[0]?.extensions ?? {};
  return { status, code, found, limit };
}

const bomb = (levels: number) => `query { ...F0 } ${fragmentBomb(levels)}`;
const tooComplex = { status: 400, code: 'TOO_COMPLEX', limit: 20_000 };

describe('fragments that spread fragments', () => {
  it.each([18, 22, 40, 100, 400])(
    'are counted with every spread put in, and refused, at %d levels',
    async (levels) => {
      const found = Math.min(2 ** levels * 3 - 1, 1e9);
      expect(await refusalOf(bomb(levels))).toEqual({ ...tooComplex, found });
    },
  );

  it('are answered where they stay few', async () => {
    const { status, data } = await graph.query(bomb(10), {}, { key: null });
    expect({ status, data }).toEqual({ status: 200, data: { __typename: 'Query' } });
  });

  it.each<[string, string, Asking]>([
    ['three at a time', `{ ...F0 } ${fragmentBomb(300, { fanOut: 3 })}`, {}],
    ['with a key nobody knows', bomb(40), { key: 'phx_nobody' }],
    ['when only the price is asked', bomb(40), { extensions: { explain: true } }],
    ['when a trace is asked', bomb(40), { headers: { 'apollo-federation-include-trace': 'ftv1' } }],
    [
      'on an interface, each type in an inline fragment',
      `{ node(id: "1") { ...F0 } } ${fragmentBomb(40, { type: 'Node' }).replaceAll(/\.\.\.(F\d+) \.\.\.F\d+ /g, '... on Node { ...$1 ... on Experiment { ...$1 } }')}`,
      {},
    ],
    [
      'below the description of the schema',
      `{ __schema { types { ...F0 } } } ${fragmentBomb(40, { type: '__Type', leaf: 'name' })}`,
      {},
    ],
    ['that no operation uses', `{ __typename } ${fragmentBomb(40)}`, {}],
    ['in a part sent later', `{ ... @defer { ...F0 } } ${fragmentBomb(40)}`, {}],
    ['in a mutation', `mutation { ...F0 } ${fragmentBomb(40, { type: 'Mutation' })}`, {}],
    [
      'in a subscription',
      `subscription { experimentChanged(id: 1) { ...F0 } } ${fragmentBomb(40, { type: 'ExperimentChanged' })}`,
      { headers: { accept: 'text/event-stream, application/json' } },
    ],
  ])('are refused %s', async (_, document, asking) => {
    expect(await refusalOf(document, asking)).toMatchObject({ code: 'TOO_COMPLEX', limit: 20_000 });
  });

  it('are refused with GRAPHQL_VALIDATION_FAILED when one spreads itself', async () => {
    const ring = Array.from(
      { length: 5 },
      (_, at) => `fragment C${at} on Query { ...C${(at + 1) % 5} ...C${(at + 2) % 5} }`,
    );
    const { status, errors } = await graph.query(`{ ...C0 } ${ring.join(' ')}`, {}, { key: null });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('a document', () => {
  it.each([
    [
      'a list of lists',
      `{ planExperiment(spec: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { id } }`,
    ],
    [
      'an object of objects',
      `{ planExperiment(spec: ${'{a: '.repeat(1_600)}1${'}'.repeat(1_600)}) { id } }`,
    ],
    ['a type of types', `query ($v: ${'['.repeat(2_000)}Int${']'.repeat(2_000)}) { __typename }`],
    ['fields', `${'{ a '.repeat(2_000)}${'}'.repeat(2_000)}`],
    ['inline fragments', `{ ${'... { '.repeat(1_500)}__typename${' }'.repeat(1_500)} }`],
  ])('is refused as too deep for %s in each other', async (_, document) => {
    const tooDeep = { status: 400, code: 'DOCUMENT_TOO_DEEP', found: 101, limit: 100 };
    const json = { key: null, headers: { accept: 'application/json' } };
    expect(await refusalOf(document, json)).toEqual(tooDeep);
  });

  it('says how deep its fields are, fragments put in', async () => {
    const chain = Array.from(
      { length: 11 },
      (_, at) => `fragment D${at} on Experiment { metrics { experiment { ...D${at + 1} } } }`,
    );
    const document = `{ experiment(id: "1") { ...D0 } } ${chain.join(' ')} fragment D11 on Experiment { name }`;
    expect(await refusalOf(document)).toEqual({
      status: 400,
      code: 'DOCUMENT_TOO_DEEP',
      found: 24,
      limit: 20,
    });
  });

  it('counts aliases wherever a fragment with them is spread', async () => {
    const aliases = Array.from({ length: 70 }, (_, at) => `a${at}: name`).join(' ');
    const spreads =
      '{ experiments { nodes { ...A featureFlag { experiments { ...A metrics { experiment { ...A } } } } } } }';
    expect(await refusalOf(`${spreads} fragment A on Experiment { ${aliases} }`)).toEqual({
      status: 400,
      code: 'TOO_MANY_ALIASES',
      found: 210,
      limit: 200,
    });
  });

  it.each([
    ['comments', `${'#\n'.repeat(6_000)}{ __typename }`, 'DOCUMENT_TOO_LONG'],
    ['characters in an alias', `{ ${'a'.repeat(257)}: __typename }`, 'DOCUMENT_TOO_LONG'],
    ['directives in one place', `{ __typename ${'@skip(if: true) '.repeat(21)} }`, 'TOO_COMPLEX'],
    ['fields of one name', `{ ${'experiments { nodes { name } } '.repeat(300)} }`, 'TOO_COMPLEX'],
    [
      'fragments side by side',
      `{ ${Array.from({ length: 200 }, (_, at) => `...S${at}`).join(' ')} } ${Array.from({ length: 200 }, (_, at) => `fragment S${at} on Query { projects { id } viewer { email } }`).join(' ')}`,
      'TOO_COMPLEX',
    ],
  ])('is refused for too many %s', async (_, document, code) => {
    const refusal = await refusalOf(document);
    expect(refusal).toMatchObject({ status: 400, code });
    expect(refusal.found).toBeGreaterThan(refusal.limit as number);
  });

  it('may ask for the whole schema', async () => {
    const { errors } = await graph.query(getIntrospectionQuery(), {}, { key: null });
    expect(errors).toBeUndefined();
  });
});
