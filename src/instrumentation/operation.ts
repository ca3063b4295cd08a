import type { RequestRecord } from './request-record.ts';

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
  readonly retries: number;
  /** Reads that joined an identical one in flight. */
  readonly deduplicated: number;
  readonly cacheHits: number;
  readonly staleHits: number;
  /** Spent waiting for the key's budget, a free connection or the next attempt, summed over all calls. */
  readonly waitedMs: number;
}

/** What an operation is part of: a request, or another operation, as a query is part of an MCP tool's call. */
export type Parent = RequestRecord | Operation;

/** How an operation begins. */
export interface OperationStart {
  readonly api: Api;
  readonly type?: OperationType | undefined;
  readonly name?: string | undefined;
  /** The request that it answers, or the operation that it is part of; undefined for what nobody waits for. */
  readonly parent?: Parent | undefined;
  /** For a poll, the subscription that started the poller. */
  readonly startedBy?: Operation | undefined;
}

/** No more than this of a name that a caller chose. */
const MAX_NAME = 128;

/** One operation of any API, and what it came to. What it cost is complete when it has ended. */
export class Operation {
  readonly api: Api;
  readonly parent: Parent | undefined;
  readonly startedBy: Operation | undefined;
  /** On the clock of `performance.now()`. */
  readonly startedAt = performance.now();
  /** GraphQL's operation name, PostHog's operation id, or the name of a tool; undefined for one without a name. */
  name: string | undefined;
  /** Undefined for what was refused before it was understood. */
  type: OperationType | undefined;
  #credential: string | undefined;
  /** The status of the worst call: 0 for no answer, which is the worst, otherwise the highest; undefined without a call. */
  worstStatus: number | undefined;
  /** The codes of its errors, each once. */
  codes: readonly string[] = [];
  /** Milliseconds that it took; undefined before its end. */
  ms: number | undefined;
  /** What the tracer knows of the operation; nobody else reads it. */
  span: unknown;
  readonly #cost = {
    predicted: 0,
    calls: 0,
    retries: 0,
    deduplicated: 0,
    cacheHits: 0,
    staleHits: 0,
    waitedMs: 0,
  };

  constructor({ api, type, name, parent, startedBy }: OperationStart) {
    this.api = api;
    this.type = type;
    this.parent = parent;
    this.startedBy = startedBy;
    this.name = name?.slice(0, MAX_NAME);
  }

  /** Says what the operation is, once that is known. */
  identify(name: string | undefined, type: OperationType): void {
    this.name = name?.slice(0, MAX_NAME);
    this.type = type;
  }

  /** The request that the operation answers, or is part of the answer to. */
  get request(): RequestRecord | undefined {
    const { parent } = this;
    return parent instanceof Operation ? parent.request : parent;
  }

  /** Hash of the PostHog key that is used; undefined without a key. */
  get credential(): string | undefined {
    return this.#credential;
  }

  set credential(credential: string | undefined) {
    this.#credential = credential;
    if (this.parent instanceof Operation) this.parent.credential = credential;
  }

  get cost(): OperationCost {
    return this.#cost;
  }

  /** Where its data came from; undefined when it read nothing. */
  get cache(): CacheOutcome | undefined {
    const { staleHits, calls, deduplicated, cacheHits } = this.#cost;
    if (staleHits > 0) return 'stale';
    if (calls > 0) return 'miss';
    if (deduplicated > 0) return 'shared';
    return cacheHits > 0 ? 'hit' : undefined;
  }

  /** Adds what a part of the operation cost, to the operation that this one is part of as well. */
  spend(cost: OperationCost): void {
    const own = this.#cost;
    own.predicted += cost.predicted;
    own.calls += cost.calls;
    own.retries += cost.retries;
    own.deduplicated += cost.deduplicated;
    own.cacheHits += cost.cacheHits;
    own.staleHits += cost.staleHits;
    own.waitedMs += cost.waitedMs;
    if (this.parent instanceof Operation) this.parent.spend(cost);
  }

  /** Notes the status of a call; 0 for one without an answer. */
  noteStatus(status: number): void {
    const worst = this.worstStatus;
    const isWorse = worst === undefined || (worst !== 0 && (status === 0 || status > worst));
    if (isWorse) this.worstStatus = status;
    if (this.parent instanceof Operation) this.parent.noteStatus(status);
  }
}

/** The id of the request that something is part of; undefined outside of any request. */
export const requestIdOf = (parent: Parent | undefined): string | undefined =>
  parent instanceof Operation ? parent.request?.id : parent?.id;
