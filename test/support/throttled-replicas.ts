import { createGraph } from '../../src/graph/server.ts';
import { createUpstream, type Upstream, type UpstreamOptions } from '../../src/posthog/client.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { startCheckedSandbox, type CheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { control } from './sandbox-control.ts';
import { fastPath, lazyRows } from './switches.ts';

/** JSON of a shape that the test knows. */
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = Record<string, any>;

export interface ReplicaAnswer {
  readonly data: Loose | null;
  /** Codes of its errors. */
  readonly codes: readonly string[];
  readonly upstream: Loose;
}

export interface Replica {
  readonly upstream: Upstream;
  /** Sends one operation to this replica's GraphQL API. */
  query(document: string, asking?: { readonly key?: string }): Promise<ReplicaAnswer>;
}

export interface ThrottledReplicas {
  readonly sandbox: CheckedSandbox;
  readonly replicas: readonly Replica[];
  /** The clock of PostHog and of every replica, in epoch milliseconds. */
  readonly now: () => number;
  /** Sets that clock forward. */
  pass(seconds: number): Promise<void>;
  /** Statuses of PostHog's answers since the last look, by how often each came. */
  statuses(): Readonly<Record<number, number>>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ThrottledReplicasOptions {
  /** Opens the store of each replica; called once for each, with the clock that all have in common. */
  readonly openStore: (now: () => number) => SharedStore | Promise<SharedStore>;
  readonly count?: number;
  readonly requestTimeoutMs?: number;
  readonly upstream?: Partial<UpstreamOptions>;
}

/** Several servers over one PostHog whose throttle is on, none of which caches anything. */
export async function startThrottledReplicas(
  options: ThrottledReplicasOptions,
): Promise<ThrottledReplicas> {
  const { openStore, count = 2, requestTimeoutMs = 10_000 } = options;
  const sandbox = await startCheckedSandbox();
  const now = () => sandbox.now().getTime();
  const stores: SharedStore[] = [];
  const replicas: Replica[] = [];
  for (let index = 0; index < count; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- in order, so that a test can tell the replicas apart
    const store = await openStore(now);
    stores.push(store);
    replicas.push(startReplica(sandbox, store, now, requestTimeoutMs, options.upstream));
  }
  await control(sandbox, 'profile', { rate_limit: true });
  return {
    sandbox,
    replicas,
    now,
    pass: (seconds) => control(sandbox, 'clock', { advance: `${seconds}s` }),
    statuses() {
      const found: Record<number, number> = {};
      for (const { status } of sandbox.requests()) found[status] = (found[status] ?? 0) + 1;
      sandbox.clearRequests();
      return found;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(replicas.map(({ upstream }) => upstream.close()));
      await Promise.all(stores.map((store) => store.close()));
      await sandbox.close();
    },
  };
}

function startReplica(
  sandbox: CheckedSandbox,
  store: SharedStore,
  now: () => number,
  requestTimeoutMs: number,
  options: Partial<UpstreamOptions> = {},
): Replica {
  const upstream = createUpstream({
    host: sandbox.url,
    concurrency: 20,
    timeoutMs: 10_000,
    shareInFlight: false,
    lazyRows,
    now,
    store,
    ...options,
  });
  const graph = createGraph({
    upstream,
    apiKey: undefined,
    projectId: '1',
    requestTimeoutMs,
    fastPath,
    now: () => sandbox.now(),
    onUnexpectedError(error) {
      throw error;
    },
  });
  return {
    upstream,
    async query(document, { key = 'phx_sandbox' } = {}) {
      const response = await graph.fetch('http://graph.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query: document }),
      });
      const { data, errors = [], extensions = {} } = (await response.json()) as Loose;
      return {
        data: data as Loose | null,
        codes: (errors as Loose[]).map((error) => String(error['extensions']?.code)),
        upstream: (extensions as Loose)['upstream'] ?? {},
      };
    },
  };
}
