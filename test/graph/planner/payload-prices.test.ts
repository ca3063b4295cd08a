import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { given, type Situation } from '../../support/mutations.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** Only PostHog's answer for one experiment has these: a list row lacks them. */
const DETAIL = 'name metrics { name } statsConfig { method } exposureCriteria { raw }';

const payloads: readonly [
  field: string,
  from: Situation,
  input: (id: string) => Record<string, unknown>,
  selection: string,
][] = [
  ['updateExperiment', 'draft', (id) => ({ id, name: 'New' }), `experiment { ${DETAIL} }`],
  ['launchExperiment', 'draft', (id) => ({ id }), `experiment { ${DETAIL} }`],
  ['duplicateExperiment', 'running', (id) => ({ id }), `experiment { ${DETAIL} }`],
  [
    'endExperiment',
    'running',
    (id) => ({ id, dryRun: true }),
    `experiment { ${DETAIL} } dryRun { statusAfter }`,
  ],
  [
    'createExperiment',
    'draft',
    () => ({ name: 'New', featureFlagKey: 'new' }),
    `experiment { ${DETAIL} }`,
  ],
  [
    'bulkExperimentAction',
    'running',
    (id) => ({ ids: [id], action: 'PAUSE' }),
    `outcomes { result { ... on BulkExperimentItemPayload { experiment { ${DETAIL} } } } }`,
  ],
  ['createExposureCohort', 'running', (id) => ({ id }), `cohort { name } experiment { ${DETAIL} }`],
];

it.each(payloads)(
  'detail below the payload of %s is priced as the calls that it takes',
  async (field, from, inputOf, selection) => {
    const { id, key } = await given(graph, from);
    const pascal = `${field[0]!.toUpperCase()}${field.slice(1)}`;
    const { data, errors, calls, extensions } = await graph.query(
      `mutation ($input: ${pascal}Input!) {
        outcome: ${field}(input: $input) { __typename ... on ${pascal}Payload { ${selection} } }
      }`,
      { input: inputOf(id) },
      { key },
    );
    expect(errors).toBeUndefined();
    expect(data['outcome'].__typename).toBe(`${pascal}Payload`);
    expect(extensions['upstream'].predicted).toBe(calls);
    expect(calls).toBe(field === 'createExposureCohort' ? 2 : 1);
  },
);
