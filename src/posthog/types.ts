import type { CancelSignal } from './request/cancellation-token.ts';
import type { FetchedRows } from './http/pages.ts';
import type {
  OperationArguments,
  OperationId,
  OperationResult,
  PagedOperationId,
  RowOf,
} from './api/operation-types.ts';
import type { Operation } from './api/operations.ts';
import type { Decoder } from './http/decoding/decoder.ts';
import type { FreshnessPolicy } from './request/plan.ts';
import type { PlannedRequest } from './request/planned-request.ts';
import type { UpstreamLedger } from './request/ledger.ts';
import type { PathValues, QueryValues } from './http/target.ts';
import type { Cutoff } from './http/lifetime.ts';
import type { BeginSpeculation } from './speculation/begin-speculation.ts';
import type { WriteReporting } from './writes/write.ts';

export interface CallLimits extends WriteReporting {
  readonly timeoutMs: number;
  readonly inlineTimeoutMs: number;
  readonly cutoff: Cutoff;
  readonly onAbandonedWrite: AbandonedWriteLog;
  readonly decoder: Decoder;
  /** Begins the speculation of a request; undefined where there is none. */
  readonly speculation?: BeginSpeculation | undefined;
}

/**
 * Called for a write that had been sent when its caller left or this process stopped: whether it happened
 * is not known.
 */
export type AbandonedWriteLog = (write: {
  readonly operation: OperationId;
  readonly method: string;
  /** Path and query at PostHog. */
  readonly path: string;
}) => void;

/** The caller whose PostHog key is sent upstream. */
export interface Caller {
  readonly apiKey: string;
}

/** Limits and records the calls of one GraphQL request. */
export interface CallScope {
  /** Aborts when the caller leaves. */
  readonly signal?: CancelSignal | undefined;
  /**
   * Name of the program that calls, which PostHog notes in the history of what it changes: `mcp` for an agent.
   * Undefined sends none.
   */
  readonly client?: string | undefined;
  /** Deadline of the whole GraphQL request, in epoch milliseconds. */
  readonly deadline?: number | undefined;
  readonly ledger: UpstreamLedger;
  /** The request that the calls are part of, with its plan; defaults apply without it. */
  readonly planned?: PlannedRequest | undefined;
  /** What the caller has just read, so that the request does not read it again. */
  readonly alreadyRead?: AlreadyRead | undefined;
  /**
   * Called for each read with its path and query (`targetOf`), and with PostHog's answer or the failure, as they
   * would stand in `alreadyRead`.
   */
  readonly note?: ReadNote | undefined;
}

/**
 * Answers of PostHog by their path and query (`targetOf`); a `PostHogError` in place of an answer is thrown when it is
 * read.
 */
export type AlreadyRead = ReadonlyMap<string, unknown>;

export type ReadNote = (target: string, outcome: unknown) => void;

/** How one call differs from the plan of its request. */
export interface CallOptions {
  readonly freshness?: FreshnessPolicy | undefined;
}

/** A range of a list's rows. Without `limit` it extends to the end, or to the 10,000th row. */
export interface PageWindow {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  /** How old its pages may be, where that is not as the request says. */
  readonly freshness?: FreshnessPolicy | undefined;
}

/**
 * PostHog's API for one caller and one GraphQL request. Every method throws a `PostHogFailure` (errors.ts). Answers are
 * decoded by the contract: reading a property whose value does not fit throws a `MalformedError`.
 */
export interface PostHogClient {
  call<Id extends OperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    options?: CallOptions,
  ): Promise<OperationResult<Id>>;
  /** Reads pages of at most 100 rows until the window is filled. */
  pages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    window?: PageWindow,
  ): Promise<FetchedRows<RowOf<Id>>>;
  /** Every row up to `maxRows` (default 10,000); `complete` is false when there are more. */
  allPages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    bound?: { readonly maxRows?: number | undefined },
  ): Promise<{ readonly results: readonly RowOf<Id>[]; readonly complete: boolean }>;
}

/** Arguments of an operation that is not known at compile time. */
export interface UntypedArguments {
  readonly path?: PathValues | undefined;
  readonly query?: QueryValues | undefined;
  /** JSON body; undefined sends none. */
  readonly body?: unknown;
}

/** The client for the APIs generated from the operations table, which pass the operation as a value. */
export interface OperationClient extends PostHogClient {
  /** @throws TypeError for a missing path parameter or a query parameter the operation does not have */
  perform(operation: Operation, args: UntypedArguments): Promise<unknown>;
}

export interface Reachability {
  readonly ok: boolean;
  readonly status?: number | undefined;
  /** Why PostHog is not reachable, as a readable text; absent when `ok`. */
  readonly reason?: string | undefined;
}
