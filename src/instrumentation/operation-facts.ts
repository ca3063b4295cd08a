export type Api = 'graphql' | 'rest' | 'mcp';

/**
 * `query`, `mutation` and `subscription` of GraphQL, one check of a subscription's `poll`er, `read` and `write` of REST,
 * and a `tool` of MCP.
 */
export type OperationType =
  'query' | 'mutation' | 'subscription' | 'poll' | 'read' | 'write' | 'tool';

/**
 * Where the data of an operation came from: `miss` from PostHog, at least in part, `shared` from another request in
 * flight, `hit` from the cache, and `stale` from the cache because PostHog could not be called.
 */
export type CacheOutcome = 'hit' | 'miss' | 'shared' | 'stale';

/** What an operation, or a part of one, cost at PostHog. All are counts of calls, except for the milliseconds. */
export interface OperationCost {
  readonly predicted: number;
  readonly calls: number;
  /** Calls for reads that were begun before they were asked for, and then not asked for. Included in `calls`. */
  readonly mispredicted: number;
  readonly retries: number;
  /** Reads that joined an identical one in flight. */
  readonly deduplicated: number;
  readonly cacheHits: number;
  readonly staleHits: number;
  /** Spent waiting for the key's budget, a free connection or the next attempt, summed over all calls. */
  readonly waitedMs: number;
}

/** What is known of an operation. It is complete when the operation has ended. */
export interface OperationFacts {
  readonly api: Api;
  /** Undefined for what was refused before it was understood. */
  readonly type: OperationType | undefined;
  /** GraphQL's operation name, PostHog's operation id, or the name of a tool; undefined for one without a name. */
  readonly name: string | undefined;
  /** Hash of the PostHog key that is used; undefined without a key. */
  readonly credential: string | undefined;
  readonly cost: OperationCost;
  /** Where its data came from; undefined when it read nothing. */
  readonly cache: CacheOutcome | undefined;
  /** The status of the worst call: 0 for no answer, which is the worst, otherwise the highest; undefined without a call. */
  readonly worstStatus: number | undefined;
  /** The codes of its errors, each once. */
  readonly codes: readonly string[];
  /** Milliseconds that it took; undefined before its end. */
  readonly ms: number | undefined;
}
