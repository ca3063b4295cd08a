import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../../support/in-process.ts';
import {
  manglingPostHog,
  withText,
  type ManglingPostHog,
  type Mangle,
} from '../../support/mangling-posthog.ts';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

let sandbox: Sandbox;
let posthog: ManglingPostHog;
let product: InProcess;
beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  posthog = await manglingPostHog(sandbox.url);
  product = await startInProcess({
    POSTHOG_HOST: posthog.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_CALLS_PER_MINUTE: '100000',
    POSTHOG_CALLS_PER_HOUR: '100000',
    STALE_MAX_SECONDS: '0',
    FRESH_EXPERIMENTS_SECONDS: '0',
    FRESH_SETTINGS_SECONDS: '0',
    FRESH_RESULTS_SECONDS: '0',
  });
});
afterEach(() => posthog.mangles());
afterAll(async () => {
  await product.stop();
  await posthog.close();
  await sandbox.close();
});

// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

async function post(
  path: string,
  body: unknown,
  method = 'POST',
): Promise<{ status: number; body: Loose }> {
  const response = await fetch(product.url + path, {
    method,
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      accept: path === '/mcp' ? 'application/json, text/event-stream' : 'application/json',
      ...(path === '/mcp' && { authorization: 'Bearer phx_sandbox' }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = path === '/mcp' ? /^data: (\{.*)$/m.exec(text)![1]! : text;
  return { status: response.status, body: JSON.parse(json) };
}

const graphql = async (query: string): Promise<Loose> => (await post('/graphql', { query })).body;
const rest = (method: string, path: string, body?: unknown) =>
  post(`/v1/api/projects/1/${path}`, body, method);
async function tool(name: string, given: object): Promise<string> {
  const params = { name, arguments: given };
  const { body } = await post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  return body.result.content[0].text as string;
}
const codes = ({ errors = [] }: Loose): string[] => errors.map((one: Loose) => one.extensions.code);
const unexpected = () => product.log.filter(({ level }) => level === 50);

const deep = '['.repeat(7_000) + ']'.repeat(7_000);
const reading =
  (change: (text: string) => string): Mangle =>
  (answer) =>
    withText(answer, change);
const writing =
  (change: (text: string) => string): Mangle =>
  (answer, { method }) =>
    method === 'GET' ? answer : withText(answer, change);

describe("a read to which PostHog's answer is invalid", () => {
  it.each<[string, Mangle]>([
    ['a page without rows', reading(() => '{"count":1,"next":null,"previous":null}')],
    ['raw line breaks in strings', reading((text) => text.replace(/("description":")/g, '$1\n'))],
    [
      'unbounded nesting',
      reading((text) => text.replace(/("description":)/g, `"deep":${deep},$1`)),
    ],
    ['a redirect with a JSON body', (answer) => ({ ...answer, status: 302 })],
    [
      'a permanent redirect',
      () => ({ status: 308, headers: { location: '/login' }, body: Buffer.from('') }),
    ],
    ['an undefined status code', (answer) => ({ ...answer, status: 777 })],
    ['a truncated body', (answer) => ({ ...answer, body: answer.body.subarray(0, 400) })],
    [
      'HTML',
      () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<p>') }),
    ],
  ])('%s: UPSTREAM_MALFORMED everywhere, after one call each', async (_, mangle) => {
    posthog.mangles(mangle);
    const list = await graphql('{ experiments(first: 3) { nodes { name description } } }');
    expect(codes(list)).toEqual(['UPSTREAM_MALFORMED']);
    expect(list.errors[0].extensions.operation).toBe('experiments_list');
    expect(posthog.passed).toHaveLength(1);
    expect(await rest('GET', 'experiments/')).toMatchObject({
      status: 502,
      body: { code: 'upstream_malformed' },
    });
    expect(posthog.passed).toHaveLength(2);
    expect(await tool('experiment-list', {})).toContain('UPSTREAM_MALFORMED');
    expect(posthog.passed).toHaveLength(3);
    expect(unexpected()).toEqual([]);
  });

  it.each<[string, Mangle]>([
    ['a list', reading(() => '[]')],
    ['a redirect', (answer) => ({ ...answer, status: 301 })],
  ])('%s for a single object: the same', async (_, mangle) => {
    posthog.mangles(mangle);
    const detail = await graphql('{ experiment(id: "4") { name version } }');
    expect(codes(detail)).toEqual(['UPSTREAM_MALFORMED']);
    expect(posthog.passed).toHaveLength(1);
    expect(await rest('GET', 'experiments/4/')).toMatchObject({ status: 502 });
    expect(await tool('experiment-get', { id: 4 })).toContain('UPSTREAM_MALFORMED');
    expect(unexpected()).toEqual([]);
  });

  it.each<[string, Mangle]>([
    ['null', reading((text) => text.replace(/"results":\[\{/, '"results":[null,{'))],
    ['with text for its id', reading((text) => text.replace(/("results":\[\{"id":)\d+/, '$1"x"'))],
    ['without an id', reading((text) => text.replace(/("results":\[\{)"id":\d+,/, '$1'))],
  ])('a row that is %s is null, and the others are answered', async (_, mangle) => {
    posthog.mangles(mangle);
    const list = await graphql('{ experiments(first: 3) { nodes { id name } } }');
    const [first, ...others] = list.data.experiments.nodes as Loose[];
    expect(first).toBeNull();
    expect(others.length).toBeGreaterThan(1);
    for (const { name } of others) expect(name).toEqual(expect.any(String));
    expect(new Set(codes(list))).toEqual(new Set(['UPSTREAM_MALFORMED']));
    const paths = list.errors.map(({ path }: Loose) => path);
    expect(paths).toContainEqual(['experiments', 'nodes', 0, 'id']);
    expect(posthog.passed).toHaveLength(1);
    // REST passes on what PostHog answered.
    expect(await rest('GET', 'experiments/')).toMatchObject({ status: 200 });
    expect(unexpected()).toEqual([]);
  });

  it('unbounded nesting in a single object fails the fields that read that value, and no others', async () => {
    posthog.mangles(reading((text) => text.replace(/"parameters":\{/, `$&"deep":${deep},`)));
    const others = await graphql('{ experiment(id: "4") { name posthogId } }');
    expect(others).toMatchObject({ data: { experiment: { posthogId: 4 } } });
    expect(codes(others)).toEqual([]);
    expect(posthog.passed).toHaveLength(1);
    // The compiled document answers the last ones.
    for (let time = 0; time < 4; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await graphql('{ experiment(id: "4") { parameters } }');
      expect(codes(answer)).toEqual(['UPSTREAM_MALFORMED']);
      expect(answer.errors[0].extensions.operation).toBe('experiments_retrieve');
    }
    expect(await rest('GET', 'experiments/4/')).toMatchObject({
      status: 502,
      body: { code: 'upstream_malformed' },
    });
    expect(await tool('experiment-get', { id: 4 })).toContain('UPSTREAM_MALFORMED');
    expect(await tool('graphql', { query: '{ experiment(id: "4") { parameters } }' })).toContain(
      'UPSTREAM_MALFORMED',
    );
    expect(unexpected()).toEqual([]);
  });

  it('an invalid timestamp, an invalid string or a missing value fails its own field', async () => {
    posthog.mangles(reading((text) => text.replace(/("created_at":")[^"]*/g, '$1yesterday')));
    const query = '{ experiments(first: 2) { nodes { posthogId createdAt } } }';
    // The compiled document answers the later ones.
    for (let time = 0; time < 5; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await graphql(query);
      expect(new Set(codes(answer))).toEqual(new Set(['UPSTREAM_MALFORMED']));
      expect(answer.errors[0].path).toEqual(['experiments', 'nodes', 0, 'createdAt']);
      expect(answer.errors[0].extensions.operation).toBe('experiments_list');
    }
    posthog.mangles(reading((text) => text.replace(/("name":)"[^"]*"/g, '$1{"a":1}')));
    expect(codes(await graphql('{ experiment(id: "4") { name } }'))).toEqual([
      'UPSTREAM_MALFORMED',
    ]);
    posthog.mangles(reading((text) => text.replace(/"feature_flag_key":"[^"]*",/g, '')));
    expect(codes(await graphql('{ experiment(id: "4") { featureFlagKey } }'))).toEqual([
      'UPSTREAM_MALFORMED',
    ]);
    expect(unexpected()).toEqual([]);
  });

  it("a resolver's error is attributed to PostHog when its answer violates its contract", async () => {
    posthog.mangles(
      reading((text) => text.replace(/"metrics":\[/, '"metrics":{"no":"list"},"x":[')),
    );
    const answer = await graphql('{ experiment(id: "4") { metrics { name } } }');
    expect(codes(answer)).toEqual(['UPSTREAM_MALFORMED']);
    expect(answer.errors[0].message).toContain('metrics');
    posthog.mangles(reading((text) => text.replace(/("feature_flag":\{"id":)\d+/g, '$1"seven"')));
    expect(
      codes(await graphql('{ experiments(first: 2) { nodes { featureFlag { createdAt } } } }')),
    ).toContain('UPSTREAM_MALFORMED');
    expect(unexpected()).toEqual([]);
  });

  it('an error body with unbounded nesting is UPSTREAM_MALFORMED, and the process survives', async () => {
    posthog.mangles((answer) => ({
      ...answer,
      status: 400,
      body: Buffer.from(`{"detail":"no","deep":${deep}}`),
    }));
    expect(codes(await graphql('{ experiment(id: "4") { name } }'))).toEqual([
      'UPSTREAM_MALFORMED',
    ]);
    expect(await rest('GET', 'experiments/4/')).toMatchObject({ status: 502 });
    expect(unexpected()).toEqual([]);
  });
});

const html: Mangle = (answer, { method }) =>
  method === 'GET'
    ? answer
    : { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>') };
const redirect: Mangle = (answer, { method }) =>
  method === 'GET' ? answer : { ...answer, status: 303 };
const mangledWrites: [string, Mangle][] = [
  ['an empty object', writing(() => '{}')],
  ['null', writing(() => 'null')],
  ['a list', writing(() => '[]')],
  ['HTML', html],
  ['a truncated body', writing((text) => text.slice(0, 60))],
  ['an object as its id', writing((text) => text.replace(/("id":)"?[\w-]+"?/g, '$1{}'))],
  ['a redirect', redirect],
  ['unbounded nesting', writing((text) => text.replace(/^\{/, `{"deep":${deep},`))],
];
const writes = () => posthog.passed.filter((call) => !call.startsWith('GET '));

it('a write that PostHog answers with its id as text was made, and nothing is read back', async () => {
  posthog.mangles(writing((text) => text.replace(/("id":)(\d+)/, '$1"$2"')));
  const answer = await graphql(
    'mutation { duplicateExperiment(input: {id: "15", name: "copy with text"}) { ... on DuplicateExperimentPayload { reconciled experiment { name posthogId } } } }',
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data.duplicateExperiment).toEqual({
    reconciled: false,
    experiment: { name: 'copy with text', posthogId: expect.any(Number) as number },
  });
  expect(posthog.passed).toHaveLength(1);
});

describe("a write to which PostHog's answer is invalid", () => {
  it.each(mangledWrites)(
    '%s: sent once, and reconciled where it can be found again',
    async (_, mangle) => {
      posthog.mangles(mangle);
      const answer = await graphql(
        `mutation { duplicateExperiment(input: {id: "15", name: "copy of ${_}"}) { __typename ... on DuplicateExperimentPayload { reconciled experiment { name } } } }`,
      );
      expect(answer.errors).toBeUndefined();
      expect(answer.data.duplicateExperiment).toEqual({
        __typename: 'DuplicateExperimentPayload',
        reconciled: true,
        experiment: { name: `copy of ${_}` },
      });
      expect(writes()).toHaveLength(1);
    },
  );

  it.each(mangledWrites)(
    '%s: uncertain, with a hint what to check, where it cannot be read back',
    async (_, mangle) => {
      posthog.mangles((answer, request) =>
        request.method === 'GET' ? { ...answer, status: 500 } : mangle(answer, request),
      );
      const name = `blind copy ${_}`;
      const answer = await graphql(
        `mutation { duplicateExperiment(input: {id: "15", name: "${name}"}) { __typename } }`,
      );
      expect(answer.errors[0].extensions).toMatchObject({
        code: 'UPSTREAM_MALFORMED',
        uncertain: true,
        check: expect.stringContaining(name) as string,
      });
      expect(writes()).toHaveLength(1);
      const bulk = await graphql(
        'mutation { bulkUpdateTags(input: {ids: ["4"], action: ADD, tags: ["x"]}) { __typename } }',
      );
      expect(bulk.errors[0].extensions).toMatchObject({
        code: 'UPSTREAM_MALFORMED',
        uncertain: true,
        check: expect.stringContaining('/experiments/') as string,
      });
      expect(writes()).toHaveLength(2);
      expect(unexpected()).toEqual([]);
    },
  );

  it.each(mangledWrites)('%s: reported by REST and MCP too', async (_, mangle) => {
    posthog.mangles(mangle);
    const copied = await rest('POST', 'experiments/15/duplicate/', { name: `rest ${_}` });
    expect(copied).toMatchObject({
      status: 502,
      body: {
        code: 'upstream_malformed',
        extra: { uncertain: true, check: expect.stringContaining(`rest ${_}`) as string },
      },
    });
    expect(writes()).toHaveLength(1);
    const text = await tool('experiment-duplicate', { id: 15, name: `mcp ${_}` });
    expect(text).toContain('UPSTREAM_MALFORMED');
    expect(text).toContain('The change may have been made');
    expect(text).toContain(`mcp ${_}`);
    expect(writes()).toHaveLength(2);
    expect(unexpected()).toEqual([]);
  });

  it('a deletion that is answered with a page is looked up, and found to have happened', async () => {
    const made = await rest('POST', 'experiment_holdouts/', {
      name: 'held out',
      filters: [{ properties: [], rollout_percentage: 10, variant: 'holdout' }],
    });
    posthog.mangles(html);
    const answer = await graphql(
      `mutation { deleteHoldout(input: {id: "${made.body.id}"}) { __typename ... on DeleteHoldoutPayload { reconciled } } }`,
    );
    expect(answer.data.deleteHoldout).toEqual({
      __typename: 'DeleteHoldoutPayload',
      reconciled: true,
    });
    expect(writes()).toHaveLength(1);
  });

  it('a value that does not fit in the answer to a write fails its own field, and the write is certain', async () => {
    posthog.mangles(writing((text) => text.replace(/("created_at":")[^"]*/g, '$1yesterday')));
    const answer = await graphql(
      'mutation { updateExperiment(input: {id: "4", description: "new"}) { ... on UpdateExperimentPayload { experiment { createdAt } } } }',
    );
    expect(answer.data.updateExperiment).toEqual({ experiment: { createdAt: null } });
    expect(answer.errors[0].extensions).toMatchObject({
      code: 'UPSTREAM_MALFORMED',
      operation: 'experiments_partial_update',
      path: 'created_at',
    });
    expect(answer.errors[0].extensions).not.toHaveProperty('uncertain');
    expect(writes()).toHaveLength(1);
    expect(unexpected()).toEqual([]);
  });
});
