import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../../support/in-process.ts';

const names = ['', 'PostHog'];

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess({
    SUBGRAPH_PREFIX: 'PostHog',
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_CALLS_PER_MINUTE: '40',
  });
});
afterAll(() => server.stop());

const requests = () => fetch(`${server.sandboxUrl}/_sandbox/requests`);
const received = async () => ((await (await requests()).json()) as unknown[]).length;
beforeEach(async () => {
  await fetch(`${server.sandboxUrl}/_sandbox/requests`, { method: 'DELETE' });
});

interface Answer {
  readonly data: { readonly _entities: readonly unknown[] } | null;
  readonly errors?: { message: string; path: unknown[]; extensions: Record<string, unknown> }[];
  readonly extensions: {
    readonly explain?: { readonly calls: number };
    readonly upstream?: { readonly predicted: number };
  };
}

async function ask(
  query: string,
  variables?: object,
  { headers, extensions }: { headers?: Record<string, string>; extensions?: object } = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables, extensions }),
  });
  return (await response.json()) as Answer;
}

const references = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    __typename: `${prefix}Experiment`,
    projectId: '1',
    posthogId: index + 1,
  }));

const withMetrics = (prefix: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${prefix}Experiment { name metrics { name } } } }`;

describe('references with prefixed names', () => {
  it.each(names)('are priced in variables as without the prefix ("%s")', async (prefix) => {
    const { extensions } = await ask(
      withMetrics(prefix),
      { r: references(prefix, 30) },
      { extensions: { explain: true } },
    );
    expect(extensions.explain?.calls).toBe(30);
    expect(await received()).toBe(0);
  });

  it.each(names)('are refused before the first call above a budget ("%s")', async (prefix) => {
    const { errors } = await ask(
      withMetrics(prefix),
      { r: references(prefix, 30) },
      { headers: { 'x-graph-budget': '10', 'cache-control': 'no-cache' } },
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'BUDGET_EXCEEDED', predicted: 30, available: 10 } },
    ]);
    expect(await received()).toBe(0);
  });

  it.each(names)(
    'are refused before the first call above what the key has left ("%s")',
    async (prefix) => {
      const { errors } = await ask(withMetrics(prefix), { r: references(prefix, 60) });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BUDGET_EXCEEDED', predicted: 60 });
      expect(await received()).toBe(0);
    },
  );

  const flag = { __typename: 'PostHogFeatureFlag', projectId: '1', key: 'one-page-checkout' };
  const written = '{ __typename: "PostHogFeatureFlag", projectId: "1", key: "one-page-checkout" }';
  const selection = '{ __typename ... on PostHogFeatureFlag { key } }';

  it.each([
    ['a list', 'query ($r: [_Any!]!) { _entities(representations: $r)', { r: [flag] }],
    [
      'one in place of a list',
      'query ($r: [_Any!]!) { _entities(representations: $r)',
      { r: flag },
    ],
    ['an item of a list', 'query ($r: _Any!) { _entities(representations: [$r])', { r: flag }],
    [
      'a field of a reference',
      'query ($k: String!) { _entities(representations: [{ __typename: "PostHogFeatureFlag", projectId: "1", key: $k }])',
      { k: flag.key },
    ],
    [
      'the type of a reference',
      'query ($t: String!) { _entities(representations: [{ __typename: $t, projectId: "1", key: "one-page-checkout" }])',
      { t: flag.__typename },
    ],
    [
      'the type of a reference by default',
      'query ($t: String = "PostHogFeatureFlag") { _entities(representations: [{ __typename: $t, projectId: "1", key: "one-page-checkout" }])',
      {},
    ],
    [
      'a list by default',
      `query ($r: [_Any!]! = [${written}]) { _entities(representations: $r)`,
      {},
    ],
    ['nothing', `{ _entities(representations: [${written}])`, {}],
    [
      'nothing, in a fragment',
      `{ ...All } fragment All on Query { _entities(representations: ${written})`,
      {},
    ],
  ])('are read and priced where the variable is %s', async (_, beginning, variables) => {
    const document = `${beginning} ${selection} }`;
    const { data, errors, extensions } = await ask(document, variables, {
      headers: { 'cache-control': 'no-cache' },
    });
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([
      { __typename: 'PostHogFeatureFlag', key: 'one-page-checkout' },
    ]);
    expect(extensions.upstream?.predicted).toBe(1);
    expect(await received()).toBe(1);
  });

  it('are refused by the names they came with, each at its place and without a call', async () => {
    const { data, errors } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      {
        r: ['PostHogNothing', 'PostHogExperimentConnection'].map((__typename) => ({
          __typename,
          id: 1,
        })),
      },
    );
    expect(data?._entities).toEqual([null, null]);
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('"PostHogNothing"'),
        path: ['_entities', 0],
        extensions: { code: 'BAD_USER_INPUT' },
      },
      { message: expect.stringContaining('"PostHogExperimentConnection"'), path: ['_entities', 1] },
    ]);
    expect(await received()).toBe(0);
  });

  it('are no references where a variable or a value of the document is any other JSON', async () => {
    const created = (key: string, value: string, variables = '') => `mutation ${variables} {
      postHogCreateExperiment(input: { name: "${key}", featureFlagKey: "${key}", parameters: { ${key}: ${value} } }) {
        ... on PostHogCreateExperimentPayload { experiment { name } }
        ... on PostHogMutationProblem { message }
      }
    }`;
    const payload = [{ __typename: 'PostHogExperiment' }];
    const written = await ask(created('literal', '[{ __typename: "PostHogExperiment" }]'));
    const varied = await ask(created('variable', '$payload', '($payload: JSON)'), { payload });
    expect([written.errors, varied.errors]).toEqual([undefined, undefined]);
    const state = await (await fetch(`${server.sandboxUrl}/_sandbox/state`)).text();
    for (const key of ['literal', 'variable'])
      expect(state).toContain(`"${key}":[{"__typename":"PostHogExperiment"}]`);
  });
});
