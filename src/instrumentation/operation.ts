import type {
  Api,
  CacheOutcome,
  OperationCost,
  OperationFacts,
  OperationType,
} from './operation-facts.ts';
import type { RequestRecord } from './request-record.ts';

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
export class Operation implements OperationFacts {
  readonly api: Api;
  readonly parent: Parent | undefined;
  readonly startedBy: Operation | undefined;
  /** On the clock of `performance.now()`. */
  readonly startedAt = performance.now();
  name: string | undefined;
  type: OperationType | undefined;
  #credential: string | undefined;
  worstStatus: number | undefined;
  codes: readonly string[] = [];
  ms: number | undefined;
  /** What the tracer knows of the operation; nobody else reads it. */
  span: unknown;
  readonly #cost = {
    predicted: 0,
    calls: 0,
    mispredicted: 0,
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
    own.mispredicted += cost.mispredicted;
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
