import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import type { WireObject } from '../../../support/sandbox-control.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const persistedQuery = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

const query = '{ experiments(first: 1) { totalCount } }';

let server: InProcess;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifest-'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function ask(params: object, accept = 'application/json') {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(params),
  });
  return { status: response.status, body: (await response.json()) as WireObject };
}
const codeOf = ({ body }: { body: WireObject }) => body['errors']?.[0].extensions.code as unknown;

const inParts = (params: WireObject) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'multipart/mixed;deferSpec=20220824, application/json',
    },
    body: JSON.stringify(params),
  }).then((response) => response.text());

async function startWith(manifest: unknown): Promise<void> {
  const path = join(folder, 'manifest.json');
  await writeFile(path, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  server = await startInProcess({ PERSISTED_ONLY: '1', PERSISTED_MANIFEST: path });
}

const complaint = async (text: string | undefined) => {
  const path = join(folder, 'manifest.json');
  if (text !== undefined) await writeFile(path, text);
  return startInProcess({ PERSISTED_MANIFEST: path }).then(
    () => 'started',
    (error: Error) => error.message,
  );
};

describe('automatic persisted queries', () => {
  beforeEach(async () => {
    server = await startInProcess();
  });

  it('are not found, registered with their document, then run by hash alone', async () => {
    const extensions = persistedQuery(sha256(query));
    const unknown = await ask({ extensions });
    expect(unknown.status).toBe(200);
    expect(unknown.body).toEqual({
      errors: [
        {
          message: 'PersistedQueryNotFound',
          extensions: {
            code: 'PERSISTED_QUERY_NOT_FOUND',
            requestId: expect.any(String) as string,
          },
        },
      ],
    });
    const left = await ask({ query, extensions });
    expect(left.body['data'].experiments.totalCount).toBeGreaterThan(0);
    const known = await ask({ extensions });
    expect(known.body['data']).toEqual(left.body['data']);
  });

  it('accept variables, and run with GET', async () => {
    const document = 'query ($n: Int!) { experiments(first: $n) { nodes { name } } }';
    const extensions = persistedQuery(sha256(document));
    await ask({ query: document, variables: { n: 1 }, extensions });
    const search = new URLSearchParams({
      extensions: JSON.stringify(extensions),
      variables: JSON.stringify({ n: 2 }),
    });
    const response = await fetch(`${server.url}/graphql?${search}`);
    const body = (await response.json()) as WireObject;
    expect(body['data'].experiments.nodes).toHaveLength(2);
    expect(response.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
  });

  it('are refused under a hash that is not theirs, and not stored', async () => {
    const extensions = persistedQuery(sha256('something else'));
    const answer = await ask({ query, extensions });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(codeOf(await ask({ extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('must state their version', async () => {
    const answer = await ask({
      extensions: { persistedQuery: { version: 2, sha256Hash: sha256(query) } },
    });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('are stored up to a limit, beyond which the least recently used is evicted', async () => {
    const padded = (n: number) => `${query} # ${n} ${'x'.repeat(900_000)}`;
    for (let n = 0; n < 12; n += 1) {
      await ask({ query: padded(n), extensions: persistedQuery(sha256(padded(n))) });
    }
    expect(codeOf(await ask({ extensions: persistedQuery(sha256(padded(0))) }))).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
    const last = await ask({ extensions: persistedQuery(sha256(padded(11))) });
    expect(last.body['errors']).toBeUndefined();
  });

  it('are known from the start if they ship with this product', async () => {
    const file = new URL('../../../../examples/experiments-page.graphql', import.meta.url);
    const answer = await ask({ extensions: persistedQuery(sha256(readFileSync(file, 'utf8'))) });
    expect(answer.body['errors']).toBeUndefined();
    expect(answer.body['data'].experiments.nodes).not.toHaveLength(0);
  });

  it('work with Apollo Client’s link, which sends the document once', async () => {
    const sent: WireObject[] = [];
    const spy: typeof fetch = (address, init) => {
      sent.push(JSON.parse(init?.body as string) as WireObject);
      return fetch(address, init);
    };
    const client = () =>
      new ApolloClient({
        cache: new InMemoryCache(),
        link: ApolloLink.from([
          new PersistedQueryLink({ sha256 }),
          new HttpLink({ uri: `${server.url}/graphql`, fetch: spy }),
        ]),
      });
    const document = gql`
      query {
        experiments(first: 1) {
          totalCount
        }
      }
    `;
    await client().query({ query: document });
    await client().query({ query: document });
    expect(sent.map((params) => 'query' in params)).toEqual([false, true, false]);
  });

  it('may be subscriptions and incremental answers', async () => {
    const document = '{ experiments(first: 1) { nodes { id ... @defer { metrics { uuid } } } } }';
    const extensions = persistedQuery(sha256(document));
    expect(await inParts({ query: document, extensions })).toContain('"hasNext":false');
    expect(await inParts({ extensions })).toContain('"hasNext":false');
  });
});

describe('PERSISTED_ONLY=1', () => {
  const listed = 'query Count { experiments { totalCount } }';

  it.each([
    [
      'Apollo’s manifest',
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'count', name: 'Count', type: 'query', body: listed }],
      },
    ],
    ['documents by id', { count: listed }],
  ])('runs what %s lists, by id, by hash and in full', async (_, manifest) => {
    await startWith(manifest);
    for (const params of [
      { extensions: persistedQuery('count') },
      { extensions: persistedQuery(sha256(listed)) },
      { query: listed },
      { query: `# however it is written\nquery Count {\n  experiments { totalCount }\n}` },
    ]) {
      const answer = await ask(params);
      expect(answer.body['errors']).toBeUndefined();
      expect(answer.body['data'].experiments.totalCount).toBeGreaterThan(0);
    }
  });

  it('refuses everything else, including introspection and documents that clients would register', async () => {
    await startWith({ count: listed });
    for (const params of [
      { query },
      { query: '{ __schema { types { name } } }' },
      { query, extensions: persistedQuery(sha256(query)) },
      { extensions: persistedQuery(sha256(query)) },
      { query: 'not GraphQL at all' },
    ]) {
      const answer = await ask(params);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'PERSISTED_QUERY_NOT_IN_LIST']);
    }
  });

  it.each([
    ['experiments-dashboard', {}],
    ['experiment-overview', { id: 15 }],
    ['experiment-history', { id: 15 }],
    ['search', { text: 'checkout' }],
    ['sample-size', { metricType: 'FUNNEL', baselineValue: 0.1, minimumDetectableEffect: 5 }],
    ['each/experiments-compare', { id: 15 }],
  ])(
    'runs the document of the MCP tool %s, whatever the manifest lists',
    async (name, variables) => {
      await startWith({ count: listed });
      const file = new URL(`../../../../schema/documents/${name}.graphql`, import.meta.url);
      const answer = await ask({ query: readFileSync(file, 'utf8'), variables });
      expect(codeOf(answer)).not.toBe('PERSISTED_QUERY_NOT_IN_LIST');
      expect(answer.body['data']).not.toBeNull();
    },
  );

  it('still answers health checks', async () => {
    await startWith({ count: listed });
    expect((await ask({ query: '{ __typename }' })).body['data']).toEqual({ __typename: 'Query' });
  });

  it('runs what ships with this product when there is no manifest', async () => {
    server = await startInProcess({ PERSISTED_ONLY: '1' });
    const file = new URL('../../../../examples/dashboard.graphql', import.meta.url);
    expect((await ask({ query: readFileSync(file, 'utf8') })).body['errors']).toBeUndefined();
    expect(codeOf(await ask({ query }))).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  });
});

describe('an unusable manifest', () => {
  beforeEach(() => {
    server = { stop: () => Promise.resolve(0) } as InProcess;
  });

  it.each([
    ['is missing', undefined, 'cannot be read (ENOENT)'],
    ['is not JSON', 'query {', 'is not JSON'],
    ['is something else', '[1]', 'is neither an Apollo persisted query manifest'],
    ['does not fit the schema', '{"old": "{ experimentz { id } }"}', 'has an operation, old, that'],
    [
      'does not parse',
      '{"broken": "{"}',
      'has an operation, broken, that cannot be executed: Syntax',
    ],
  ])('prevents the start when it %s', async (_, text, expected) => {
    const message = await complaint(text);
    expect(message).toContain('exit 1');
    expect(message).toContain(`The PERSISTED_MANIFEST file ${expected}`);
  });
});

describe('documentId', () => {
  beforeEach(async () => {
    server = await startInProcess({});
    await ask({ query, extensions: persistedQuery(sha256(query)) });
  });

  it.each([
    ['with its kind', (hash: string) => `sha256:${hash}`],
    ['without its kind', (hash: string) => hash],
  ])('runs the document of a hash %s, over POST and GET', async (_form, idOf) => {
    const documentId = idOf(sha256(query));
    const post = await ask({ documentId });
    expect(post.body['data'].experiments.totalCount).toBeGreaterThan(0);
    const get = await fetch(`${server.url}/graphql?documentId=${encodeURIComponent(documentId)}`, {
      headers: { accept: 'application/json' },
    });
    expect(((await get.json()) as WireObject)['data']).toEqual(post.body['data']);
  });

  it('takes variables and the name of the operation as any request does', async () => {
    const named =
      'query One($first: Int) { experiments(first: $first) { nodes { id } } } query Two { __typename }';
    await ask({ query: named, operationName: 'Two', extensions: persistedQuery(sha256(named)) });
    const { body } = await ask({
      documentId: `sha256:${sha256(named)}`,
      operationName: 'One',
      variables: { first: 2 },
    });
    expect(body['data'].experiments.nodes).toHaveLength(2);
  });

  it('of an unknown document is answered like any unknown hash, so that the client sends the document', async () => {
    expect(codeOf(await ask({ documentId: `sha256:${sha256('{ x }')}` }))).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
  });

  it('may come with its document, which must be the one of the hash', async () => {
    const documentId = `sha256:${sha256(query)}`;
    expect((await ask({ documentId, query })).body['data']).toBeDefined();
    expect(codeOf(await ask({ documentId, query: '{ __typename }' }))).toBe('BAD_REQUEST');
  });

  it.each([5, '', {}, []])('that is not text, such as %j, is refused', async (documentId) => {
    for (const document of [{}, { query }]) {
      expect(codeOf(await ask({ documentId, ...document }))).toBe('BAD_REQUEST');
    }
  });
});

it('several operations in one request are refused with a code of their own, whoever sends them', async () => {
  server = await startInProcess({});
  for (const batch of [[{ query }], [{ query }, { query }], []]) {
    const { status, body } = await ask(batch);
    expect(status).toBe(400);
    expect(body['errors'][0].extensions.code).toBe('BATCHING_NOT_SUPPORTED');
    expect(body).not.toHaveProperty('data');
  }
});
