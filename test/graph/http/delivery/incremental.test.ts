import { ApolloClient, gql, HttpLink, InMemoryCache, NetworkStatus } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
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
const apollo = () =>
  new ApolloClient({
    link: new HttpLink({ uri: `${server.url}/graphql` }),
    cache: new InMemoryCache({ possibleTypes: { Metric: metrics } }),
    incrementalHandler: new Defer20220824Handler(),
  });

interface Stage {
  readonly data: WireObject;
  readonly error: string | undefined;
}

/** The successive results of a watched query, until it is complete. */
function stagesOf(document: string): Promise<readonly Stage[]> {
  const stages: Stage[] = [];
  return new Promise((resolve, reject) => {
    apollo()
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
async function partsOf(query: string): Promise<readonly WireObject[]> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'multipart/mixed;deferSpec=20220824, application/json',
    },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('multipart')) {
    return text
      .split(/\r\n\r\n/)
      .map((part) => part.split('\r\n---')[0]!)
      .filter((part) => part.startsWith('{'))
      .map((part) => JSON.parse(part) as WireObject);
  }
  return [JSON.parse(text) as WireObject];
}

const slow = `{ experiments(first: 2, filter: { status: RUNNING }) { nodes {
  id name ... @defer { metrics { id timeseries { status latest { date } } } }
} } }`;

describe('@defer', () => {
  it('gives Apollo Client the fast part first and the series when they have arrived', async () => {
    const stages = await stagesOf(slow);
    expect(stages.length).toBeGreaterThan(1);
    const [first, last] = [stages[0]!, stages.at(-1)!];
    expect(first.data['experiments'].nodes).toHaveLength(2);
    expect(first.data['experiments'].nodes[0]).not.toHaveProperty('metrics');
    expect(last.error).toBeUndefined();
    for (const { metrics: all } of last.data['experiments'].nodes) {
      expect(all.map((metric: WireObject) => metric['timeseries'].status)).not.toContain(undefined);
    }
  });

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

  it('is answered in one part to clients that do not accept several', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: slow }),
    });
    expect(response.status).toBe(406);
  });
});

describe('@stream', () => {
  it('gives Apollo Client the first rows at once and the others later', async () => {
    const stages = await stagesOf(
      '{ experiments(first: 3) { nodes @stream(initialCount: 1) { id name } } }',
    );
    expect(stages[0]?.data['experiments'].nodes).toHaveLength(1);
    expect(stages.at(-1)?.data['experiments'].nodes).toHaveLength(3);
  });
});
