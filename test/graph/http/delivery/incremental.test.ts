import { ApolloClient, gql, HttpLink, InMemoryCache, NetworkStatus } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import { manglingPostHog, withJson } from '../../../support/mangling-posthog.ts';
import { injectFault, type WireObject } from '../../../support/sandbox-control.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeEach(async () => {
  sandbox = await startCheckedSandbox({ now: '2026-03-20T12:00:00Z' });
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
  });
});
afterEach(async () => {
  await server.stop();
  await sandbox.close();
});

const metrics = ['MeanMetric', 'FunnelMetric', 'RatioMetric', 'RetentionMetric', 'LegacyMetric'];

type Handler = NonNullable<ApolloClient.Options['incrementalHandler']>;
const apollo = (incrementalHandler: Handler) =>
  new ApolloClient({
    link: new HttpLink({ uri: `${server.url}/graphql` }),
    cache: new InMemoryCache({ possibleTypes: { Metric: metrics } }),
    incrementalHandler,
  });

interface Stage {
  readonly data: WireObject;
  readonly error: string | undefined;
}

/** The successive results of a watched query, until it is complete. */
function stagesOf(document: string, handler: Handler): Promise<readonly Stage[]> {
  const stages: Stage[] = [];
  return new Promise((resolve, reject) => {
    apollo(handler)
      .watchQuery({ query: gql(document), errorPolicy: 'all' })
      .subscribe({
        next({ data, error, networkStatus }) {
          if (networkStatus === NetworkStatus.loading) return;
          stages.push({ data: data as WireObject, error: error?.message });
          if (networkStatus !== NetworkStatus.streaming) resolve(stages);
        },
        error: reject,
      });
  });
}

/** The parts of an incremental answer, as they are sent. */
async function partsOf(
  query: string,
  accept = 'multipart/mixed;deferSpec=20220824, application/json',
  url = server.url,
): Promise<readonly WireObject[]> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('multipart')) {
    return text
      .split(/\r\n\r\n/)
      .map((part) => part.split('\r\n--graphql')[0]!)
      .filter((part) => part.startsWith('{'))
      .map((part) => JSON.parse(part) as WireObject);
  }
  return [JSON.parse(text) as WireObject];
}

const slow = `{ experiments(first: 2, filter: { status: RUNNING }) { nodes {
  id name ... @defer { metrics { id timeseries { status latest { date } } } }
} } }`;

/** Both formats that clients ask for, with the handler by which Apollo Client reads each. */
const formats = [
  ['2022-08-24', () => new Defer20220824Handler()],
  // Its declarations do not fit Apollo Client's own with `exactOptionalPropertyTypes`.
  ['v0.2', () => new GraphQL17Alpha9Handler() as unknown as Handler],
] as const;

describe.each(formats)('in the format %s', (_name, handler) => {
  it('@defer gives Apollo Client the fast part first and the series when they have arrived', async () => {
    const stages = await stagesOf(slow, handler());
    expect(stages.length).toBeGreaterThan(1);
    const [first, last] = [stages[0]!, stages.at(-1)!];
    expect(first.data['experiments'].nodes).toHaveLength(2);
    expect(first.data['experiments'].nodes[0]).not.toHaveProperty('metrics');
    expect(last.error).toBeUndefined();
    for (const { metrics: all } of last.data['experiments'].nodes) {
      expect(all.map((metric: WireObject) => metric['timeseries'].status)).not.toContain(undefined);
    }
  });

  it('@stream gives Apollo Client the first rows at once and the others later', async () => {
    const stages = await stagesOf(
      '{ experiments(first: 3) { nodes @stream(initialCount: 1) { id name } } }',
      handler(),
    );
    expect(stages[0]?.data['experiments'].nodes).toHaveLength(1);
    expect(stages.at(-1)?.data['experiments'].nodes).toHaveLength(3);
  });

  it('gives Apollo Client everything that one plain answer has, where parts are nested', async () => {
    const document = `{ experiments(first: 3, filter: { status: RUNNING }) {
      nodes @stream(initialCount: 1) {
        id
        ... @defer(label: "flag") { featureFlag { key ... on FeatureFlag @defer { active } } }
        ...NameAndText @defer
        metrics { id ... on MeanMetric @defer { name } ... on FunnelMetric @defer { name } }
      }
    } }
    fragment NameAndText on Experiment { name ... @defer { description } }`;
    const stages = await stagesOf(document, handler());
    const plain = await apollo(handler()).query({
      query: gql(document.replaceAll(/@defer(\(label: "flag"\))?|@stream\(initialCount: 1\)/g, '')),
    });
    expect(stages.length).toBeGreaterThan(1);
    expect(stages.at(-1)).toEqual({ data: plain.data, error: undefined });
  });

  it('gives Apollo Client the errors of a part that failed, beside everything else', async () => {
    await injectFault(sandbox, 'timeseries_results', { status: 403 });
    const stages = await stagesOf(slow, handler());
    expect(stages.at(-1)?.error).toBeDefined();
    expect(stages.at(-1)?.data['experiments'].nodes[0].name).toEqual(expect.any(String));
  });
});

describe('@defer', () => {
  it('sends each series when its own call is answered, not when all are', async () => {
    await injectFault(sandbox, 'timeseries_results', { times: 1, latency_ms: 1_500 });
    const parts = await partsOf(
      '{ experiments(first: 2, filter: { status: RUNNING }) { nodes { metrics { ... @defer { timeseries { status } } } } } }',
    );
    const arrived = parts.map(({ incremental = [] }) => (incremental as unknown[]).length);
    const calls = sandbox.requests().filter(({ path }) => path.includes('timeseries_results'));
    expect(arrived.reduce((sum, some) => sum + some)).toBe(calls.length);
    expect(calls.length).toBeGreaterThan(2);
    expect(arrived.at(-1)).toBe(1);
  });

  it('reports the total cost in the last part', async () => {
    const parts = await partsOf(slow);
    expect(parts[0]).toMatchObject({ hasNext: true });
    expect(parts[0]).not.toHaveProperty('extensions');
    const { upstream } = parts.at(-1)!['extensions'];
    expect(upstream.calls).toBe(sandbox.requests().length);
    expect(upstream.calls).toBeLessThanOrEqual(upstream.predicted);
  });

  it('gives an error in a later part a code like any other', async () => {
    await injectFault(sandbox, 'timeseries_results', { status: 403 });
    const parts = await partsOf(slow);
    const errors = parts.flatMap(({ incremental = [] }) =>
      (incremental as WireObject[]).flatMap((part) => (part['errors'] ?? []) as WireObject[]),
    );
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions, message } of errors) {
      expect(extensions).toMatchObject({ code: 'FORBIDDEN', upstreamStatus: 403 });
      expect(message).not.toMatch(/phx_/);
    }
  });

  it('is subject to the limits of every document', async () => {
    const nested = Array.from({ length: 12 }).reduce<string>(
      (inner) => `... @defer { featureFlag { experiments { ${inner} } } }`,
      'id',
    );
    const [answer] = await partsOf(`{ experiments { nodes { ${nested} } } }`);
    expect(answer?.['errors'][0].extensions.code).toBe('DOCUMENT_TOO_DEEP');
  });

  it.each(['application/json', '*/*'])(
    'is answered with all data in one JSON document to a client that accepts %s',
    async (accept) => {
      const plain = slow.replace('@defer', '');
      const [[whole, ...others], [answer]] = await Promise.all([
        partsOf(slow, accept),
        partsOf(plain, accept),
      ]);
      expect(others).toEqual([]);
      expect(whole?.['data']).toEqual(answer?.['data']);
      expect(whole).not.toHaveProperty('hasNext');
    },
  );

  it('is refused in JSON, with the formats there are, to a client that accepts another one only', async () => {
    const [answer] = await partsOf(slow, 'multipart/mixed;incrementalSpec=v0.9');
    expect(answer?.['errors'][0].extensions).toMatchObject({
      code: 'NOT_ACCEPTABLE',
      accepts: expect.arrayContaining([
        'multipart/mixed;deferSpec=20220824',
        'multipart/mixed;incrementalSpec=v0.2',
      ]) as unknown,
    });
    expect(sandbox.requests()).toEqual([]);
  });

  it('is sent in parts again after a client that takes JSON only got the same operation in one piece', async () => {
    const times = Array.from({ length: 4 });
    for (const accept of ['application/json', 'multipart/mixed, application/json']) {
      for (const _ of times) {
        // oxlint-disable-next-line no-await-in-loop -- a document that comes again takes another path
        const parts = await partsOf(slow, accept);
        expect(parts.length > 1).toBe(accept !== 'application/json');
      }
    }
  });
});

describe('the format v0.2', () => {
  const V02 = 'multipart/mixed;incrementalSpec=v0.2';

  it('announces each part once with its path and label, delivers it by its id, and completes it', async () => {
    const parts = await partsOf(
      `{ experiments(first: 3) { nodes @stream(initialCount: 1, label: "rows") {
        id ... @defer(label: "name") { name }
      } } }`,
      V02,
    );
    const all = <Entry = WireObject>(name: string) =>
      parts.flatMap((part) => (part[name] ?? []) as Entry[]);
    const pending = all('pending');
    expect(parts[0]).toMatchObject({
      data: { experiments: { nodes: [{ id: expect.any(String) as unknown }] } },
      hasNext: true,
      pending: [
        { path: ['experiments', 'nodes'], label: 'rows' },
        { path: ['experiments', 'nodes', 0], label: 'name' },
      ],
    });
    expect(
      pending.map(({ path, label }) => `${label as string} ${(path as unknown[]).join('.')}`),
    ).toEqual([
      'rows experiments.nodes',
      'name experiments.nodes.0',
      'name experiments.nodes.1',
      'name experiments.nodes.2',
    ]);
    const ids = pending.map(({ id }) => id as string);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(all('completed').map(({ id }) => id as string))).toEqual(new Set(ids));
    const delivered = all('incremental');
    expect(delivered.filter(({ items }) => items).every(({ id }) => id === ids[0])).toBe(true);
    expect(delivered.filter(({ items }) => items)).toHaveLength(2);
    expect(
      delivered
        .filter(({ data }) => data)
        .map(({ id }) => id as string)
        .sort(),
    ).toEqual(ids.slice(1).sort());
    for (const entry of delivered) expect(entry).not.toHaveProperty('path');
    expect(parts.map(({ hasNext }) => hasNext as boolean)).toEqual([
      ...parts.slice(1).map(() => true),
      false,
    ]);
  });

  it('completes a part that failed as a whole with its errors', async () => {
    const posthog = await manglingPostHog(sandbox.url);
    const other = await startInProcess({
      POSTHOG_HOST: posthog.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_PROJECT_ID: '1',
    });
    posthog.mangles(
      withJson(/experiments/, ({ results: [experiment] }) => {
        experiment['id'] = null;
      }),
    );
    const parts = await partsOf(
      `{ experiments(first: 1) { nodes {
        name ... @defer(label: "id") { posthogId } ... @defer(label: "status") { status }
      } } }`,
      V02,
      other.url,
    );
    const said = <Entry = WireObject>(name: string) =>
      parts.flatMap((part) => (part[name] ?? []) as Entry[]);
    const idOf = (wanted: string) =>
      said('pending').find(({ label }) => label === wanted)?.['id'] as string;
    expect(said('incremental')).toEqual([{ id: idOf('status'), data: { status: 'DRAFT' } }]);
    expect(said('completed')).toContainEqual({ id: idOf('status') });
    expect(said('completed').find(({ id }) => id === idOf('id'))?.['errors']).toMatchObject([
      {
        path: ['experiments', 'nodes', 0, 'posthogId'],
        extensions: { code: 'UPSTREAM_MALFORMED' },
      },
    ]);
    await other.stop();
    await posthog.close();
  });
});
