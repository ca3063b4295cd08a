import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
  });
});
afterAll(async () => {
  await server.stop();
  await sandbox.close();
});
beforeEach(() => sandbox.clearRequests());

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');
const post = (accept: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body,
  });

/** Every way to send an operation. */
const ways: Readonly<Record<string, (accept: string, asked: Asked) => Promise<Response>>> = {
  'a JSON POST': (accept, asked) => post(accept, JSON.stringify(asked)),
  'a POST that asks for a trace': (accept, asked) =>
    post(accept, JSON.stringify(asked), { 'apollo-federation-include-trace': 'ftv1' }),
  'a POST of the hash of a persisted document': async (accept, { query, variables }) => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(query) } };
    // Registered by a client that only asks for the price.
    const left = { query, variables, extensions: { ...extensions, explain: true } };
    await (await post('application/json', JSON.stringify(left))).text();
    return post(accept, JSON.stringify({ variables, extensions }));
  },
};
const get = (accept: string, { query, variables = {} }: Asked) =>
  fetch(
    `${server.url}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`,
    { headers: { accept } },
  );

const duplicate = (selection: string) =>
  `mutation { duplicateExperiment(input: { id: "15", name: "copy" }) { ${selection} } }`;
const deferred = (defer: string) =>
  duplicate(`... on DuplicateExperimentPayload { experiment { name ... ${defer} { status } } }`);

/** The observable result of a refusal: the answer, and that PostHog received no request. */
async function seenOf(response: Response) {
  const { errors = [], data } = (await response.json()) as {
    errors?: { message: string; extensions: { code: string; accepts: string[] } }[];
    data?: unknown;
  };
  return {
    status: response.status,
    isJson: response.headers.get('content-type')?.endsWith('json; charset=utf-8'),
    codes: errors.map(({ extensions }) => extensions.code),
    namesTypes: errors.every(({ message, extensions: { accepts } }) =>
      accepts.every((type) => message.includes(type)),
    ),
    data,
    calls: sandbox.requests().length,
  };
}

const refused = {
  status: 406,
  isJson: true,
  codes: ['NOT_ACCEPTABLE'],
  namesTypes: true,
  data: undefined,
  calls: 0,
};

const unacceptable = [
  'image/png',
  'application/xml',
  'nonsense',
  'text/plain',
  'application/graphql-response+json; charset=utf-16',
];

describe.each(Object.entries(ways))('%s', (_way, send) => {
  it.each([...unacceptable, 'text/html'])(
    'is refused before a mutation is sent when it accepts only %s',
    async (accept) => {
      expect(await seenOf(await send(accept, { query: duplicate('__typename') }))).toEqual(refused);
    },
  );

  it.each([
    ['@defer', deferred('@defer')],
    ['@ defer, as a formatter may write it', deferred('@ defer')],
    ['@\\n#…\\ndefer(if: true)', deferred('@\n# why not\ndefer(if: true)')],
    ['@stream', duplicate('... on DuplicateExperimentPayload { experiment { tags @ stream } }')],
    [
      'a fragment that defers',
      `${duplicate('...F')} fragment F on DuplicateExperimentPayload { ... @ defer { experiment { name } } }`,
    ],
  ])(
    'is refused before a mutation with %s is sent when it accepts only a format of parts that is not known',
    async (_, query) => {
      for (const accept of [
        'multipart/mixed;incrementalSpec=v9',
        'multipart/mixed;subscriptionSpec=1.0',
      ])
        expect(await seenOf(await send(accept, { query }))).toEqual(refused);
    },
  );

  it.each([
    'application/json',
    'application/graphql-response+json',
    'multipart/mixed;deferSpec=1, */*',
  ])(
    'has a deferred mutation sent once, and answered in one piece, when it accepts %s',
    async (accept) => {
      const response = await send(accept, { query: deferred('@ defer') });
      expect(await response.json()).toMatchObject({
        data: { duplicateExperiment: { experiment: { name: 'copy', status: 'DRAFT' } } },
      });
      const writes = sandbox.requests().filter(({ method }) => method !== 'GET');
      expect(writes.map(({ path }) => path)).toEqual(['/api/projects/1/experiments/15/duplicate/']);
    },
  );

  it('is judged with its variables: a document that defers nothing this time needs no format of parts', async () => {
    const query = `query ($on: Boolean!, $there: Boolean!) { experiment(id: "5") { name
      ... @defer(if: $on) @include(if: $there) { status } } }`;
    const parts = 'multipart/mixed;subscriptionSpec=1.0';
    expect(
      await seenOf(await send(parts, { query, variables: { on: true, there: true } })),
    ).toEqual(refused);
    for (const variables of [
      { on: false, there: true },
      { on: true, there: false },
    ]) {
      const response = await send('application/json', { query, variables });
      expect(await response.json()).toMatchObject({ data: { experiment: {} } });
    }
  });

  it('is refused before the subscription starts when it does not accept an event stream', async () => {
    const query = 'subscription { experimentChanged(id: 3) { pace } }';
    for (const accept of ['application/json', 'multipart/mixed, application/json'])
      expect(await seenOf(await send(accept, { query }))).toEqual(refused);
  });

  it('has a deferred mutation sent once when it accepts incremental answers', async () => {
    for (const accept of ['multipart/mixed, application/json', '*/*', 'text/event-stream']) {
      sandbox.clearRequests();
      const response = await send(accept, { query: deferred('@ defer') });
      expect(await response.text()).toContain('"copy"');
      expect(response.status).toBe(200);
      const writes = sandbox.requests().filter(({ method }) => method !== 'GET');
      expect(writes.map(({ path }) => path)).toEqual(['/api/projects/1/experiments/15/duplicate/']);
    }
  });
});

describe('a GET', () => {
  it.each(unacceptable)(
    'is refused before it is executed when it accepts only %s',
    async (accept) => {
      expect(
        await seenOf(await get(accept, { query: '{ experiments(first: 1) { totalCount } }' })),
      ).toEqual(refused);
    },
  );

  it('is refused when its answer is an event stream and it accepts only JSON', async () => {
    const query = 'subscription { experimentChanged(id: 3) { pace } }';
    expect(await seenOf(await get('application/json', { query }))).toEqual(refused);
  });
});

it('reports in JSON the fault of a request that is refused for another reason', async () => {
  for (const body of [
    '{ nope }',
    '{ experiments {',
    'query A { __typename } query B { __typename }',
  ]) {
    const response = await post('application/xml', JSON.stringify({ query: body }));
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toHaveProperty('errors');
  }
});
