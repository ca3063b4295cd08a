import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisTimes } from '../times.ts';
import type { RedisNode, RedisTarget } from '../url.ts';
import { answeredWithin } from './answered-within.ts';

export type RedisClient = Redis | Cluster;

/**
 * Connects once. A client that has lost its connection ends (`end` event) and is replaced by another, so that commands
 * are never queued for later and never sent twice.
 * @throws an error that `failureOf` explains
 */
export async function openClient(target: RedisTarget, times: RedisTimes): Promise<RedisClient> {
  const client = createClient(target, times);
  let first: unknown;
  client.on('error', (error) => {
    first ??= error;
  });
  try {
    await answeredWithin(times.openMs, client.connect());
    return client;
  } catch (error) {
    client.disconnect();
    throw first ?? error;
  }
}

/** A client for messages: in a cluster they reach every node, so it connects to any one. */
export function openSubscriber(
  target: RedisTarget,
  times: RedisTimes,
  known: readonly RedisNode[] = target.nodes,
): Promise<Redis> {
  const nodes = target.kind === 'cluster' ? shuffled(known).slice(0, 1) : target.nodes;
  const kind = target.kind === 'cluster' ? 'single' : target.kind;
  // Only the kind `cluster` makes a client of another class.
  return openClient({ ...target, kind, nodes }, times) as Promise<Redis>;
}

function createClient(target: RedisTarget, times: RedisTimes): RedisClient {
  const { kind, nodes, master, sentinelUsername, sentinelPassword } = target;
  const options = clientOptions(target, times);
  if (kind === 'cluster') {
    return new Cluster([...nodes], {
      lazyConnect: true,
      enableOfflineQueue: false,
      clusterRetryStrategy: () => null,
      // Certificates are for names, which resolving would replace by addresses.
      ...(target.tls && {
        dnsLookup: (address, callback) => {
          callback(null, address);
        },
      }),
      slotsRefreshTimeout: times.openMs,
      maxRedirections: 4,
      redisOptions: options,
    });
  }
  const single = { ...options, enableOfflineQueue: false, retryStrategy: () => null };
  if (kind === 'single') return new Redis({ ...single, ...nodes[0] });
  return new Redis({
    ...single,
    sentinels: shuffled(nodes),
    name: master,
    sentinelUsername,
    sentinelPassword,
    sentinelCommandTimeout: times.openMs,
    sentinelRetryStrategy: () => null,
    ...(target.tls && { sentinelTLS: {}, enableTLSForSentinelMode: true }),
  });
}

const clientOptions = ({ username, password, db, tls }: RedisTarget, times: RedisTimes) =>
  ({
    username,
    password,
    db,
    ...(tls && { tls: {} }),
    lazyConnect: true,
    // What every Redis and Valkey speaks; nothing here needs the newer protocol.
    protocol: 2,
    connectTimeout: times.openMs,
    commandTimeout: times.openMs,
    disconnectTimeout: times.commandMs,
    connectionName: 'posthog-experiments-graph',
    disableClientInfo: true,
    // The first check shows whether the server can be used.
    enableReadyCheck: false,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  }) satisfies RedisOptions;

const shuffled = (nodes: readonly RedisNode[]) =>
  nodes
    .map((node) => ({ node, order: Math.random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ node }) => node);
