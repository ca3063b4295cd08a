import { readFileSync } from 'node:fs';
import { Trace } from '@apollo/usage-reporting-protobuf';
import { buildSchema, parse, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printContract } from '../../../src/codegen/generated-files.ts';
import { schema, servedSchema } from '../../../src/graph/schema.ts';
import { undescribed } from '../../promises/undescribed.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { startInProcess } from '../../support/in-process.ts';
import { post } from '../../support/post.ts';

const sdl = readFileSync(new URL('../../../schema/subgraph.graphql', import.meta.url), 'utf8');

/** `Type.field` of all fields that have a directive, with its arguments as text. */
function fieldsWith(directive: string): string[] {
  const found: string[] = [];
  let type = '';
  visit(parse(sdl), {
    ObjectTypeDefinition: ({ name }) => void (type = name.value),
    FieldDefinition: ({ name, directives = [] }) => {
      if (directives.some((one) => one.name.value === directive))
        found.push(`${type}.${name.value}`);
    },
  });
  return found;
}

describe('the subgraph', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.close());

  it('returns its schema, as committed, without a key and without a call', async () => {
    const { data, calls } = await graph.query('{ _service { sdl } }', {}, { key: null });
    expect([data['_service'].sdl, calls]).toEqual([sdl, 0]);
  });

  it('describes the fields for gateways like all others', () => {
    expect(undescribed(servedSchema)).toEqual([]);
  });

  it('does not change the plain contract', () => {
    const contract = printContract(schema);
    expect(contract).not.toMatch(/_entities|_service|@(key|link|shareable|tag|cost)\b/);
    expect(() => buildSchema(contract)).not.toThrow();
  });

  it('prices the fields that call PostHog, and sizes every connection', () => {
    expect(fieldsWith('cost')).toEqual(
      expect.arrayContaining(['Query.experiments', 'MeanMetric.timeseries', 'Experiment.activity']),
    );
    expect(fieldsWith('cost')).not.toContain('Experiment.name');
    const connections = [...sdl.matchAll(/\): \w+Connection!?(.*)/g)].map(([, rest]) => rest);
    expect(connections.length).toBeGreaterThan(5);
    for (const directives of connections) {
      expect(directives).toContain('slicingArguments: ["first"]');
    }
  });

  it("marks every root field's answer as private to the caller", () => {
    const query = Object.keys(schema.getQueryType()!.getFields());
    const relay = ['node', 'nodes'];
    expect(fieldsWith('cacheControl').map((field) => field.replace('Query.', ''))).toEqual(
      query.filter((name) => !relay.includes(name)).toSorted(),
    );
  });
});

describe('federated tracing', () => {
  const traced = { headers: { 'apollo-federation-include-trace': 'ftv1' } };
  const query = '{ experiments(first: 1) { nodes { label: name featureFlag { key } } } }';

  it('is in the answer when a gateway requests it through HTTP, and not otherwise', async () => {
    const process = await startInProcess();
    try {
      const asked = await post(process.url, query, traced);
      const plain = await post(process.url, query);
      const { ftv1, upstream } = asked.body.extensions as { ftv1: string; upstream: object };
      expect(plain.body.extensions).not.toHaveProperty('ftv1');
      expect(asked.body.data).toEqual(plain.body.data);
      expect(upstream).toMatchObject({ calls: 1 });

      const { root, durationNs } = Trace.decode(Buffer.from(ftv1, 'base64'));
      const [experiments] = root!.child!;
      expect(experiments).toMatchObject({ responseName: 'experiments', parentType: 'Query' });
      const name = experiments!.child![0]!.child![0]!.child![0];
      expect(name).toMatchObject({ responseName: 'label', originalFieldName: 'name' });
      expect(Number(experiments!.endTime)).toBeLessThanOrEqual(durationNs);
    } finally {
      await process.stop();
    }
  });

  it('applies the same limits and masks the same errors', async () => {
    const graph = await startGraph();
    try {
      const wide = `{ ${Array.from({ length: 201 }, (_one, at) => `a${at}: projects { id }`).join(' ')} }`;
      const { errors } = await graph.query(wide, {}, traced);
      expect(errors?.[0]?.extensions['code']).toBe('TOO_MANY_ALIASES');
      const refused = await graph.query(
        '{ experiments { totalCount } }',
        {},
        { ...traced, key: null },
      );
      expect(refused.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
      expect(refused.extensions).toHaveProperty('ftv1');
    } finally {
      await graph.close();
    }
  });
});
