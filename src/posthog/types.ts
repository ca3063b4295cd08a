import type {
  OperationArguments,
  OperationId,
  OperationResult,
  PagedOperationId,
  RowOf,
} from './api/operation-types.ts';
import type { Operation } from './api/operations.ts';
import type { FreshnessPolicy } from './request/plan.ts';
import type { PlannedRequest } from './request/planned-request.ts';
import type { UpstreamLedger } from './request/ledger.ts';
import type { PathValues, QueryValues } from './http/target.ts';
import type { Cutoff } from './http/lifetime.ts';

export interface CallLimits {
  readonly now: () => number;
  readonly timeoutMs: number;
  readonly inlineTimeoutMs: number;
  readonly cutoff: Cutoff;
  readonly onAbandonedWrite: AbandonedWriteLog;
}

/**
 * Told of a write that had left for PostHog when its caller went away or this process stopped: whether it
 * happened is not known.
 */
export type AbandonedWriteLog = (write: {
  readonly operation: OperationId;
  readonly method: string;
  /** Path and query at PostHog. */
  readonly path: string;
}) => void;

/** Whose PostHog key goes upstream. */
export interface Caller {
  readonly apiKey: string;
}

/** What bounds and records the calls of one GraphQL request. */
export interface CallScope {
  /** Aborts when the caller leaves. */
  readonly signal?: AbortSignal | undefined;
  /** When the whole GraphQL request must be over, in epoch milliseconds. */
  readonly deadline?: number | undefined;
  readonly ledger: UpstreamLedger;
  /** The request that the calls are part of, with its plan; left out, everything is at its default. */
  readonly planned?: PlannedRequest | undefined;
}

/** How one call differs from the plan of its request. */
export interface CallOptions {
  readonly freshness?: FreshnessPolicy | undefined;
}

/** A stretch of a list. Without `limit` it runs to the end, or to its 10,000th row. */
export interface PageWindow {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

export interface RowPage<Row> {
  /** How many rows the list holds in all. */
  readonly count: number;
  readonly results: readonly Row[];
}

/** PostHog for one caller and one GraphQL request. Every method throws a `PostHogFailure` (errors.ts). */
export interface PostHogClient {
  call<Id extends OperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    options?: CallOptions,
  ): Promise<OperationResult<Id>>;
  /** Walks pages of at most 100 rows until the window is filled. */
  pages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    window?: PageWindow,
  ): Promise<RowPage<RowOf<Id>>>;
  /** Every row up to `maxRows` (default 10,000); `complete` is false when there are more. */
  allPages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    bound?: { readonly maxRows?: number | undefined },
  ): Promise<RowPage<RowOf<Id>> & { readonly complete: boolean }>;
}

/** Arguments of an operation that is known only when it runs. */
export interface UntypedArguments {
  readonly path?: PathValues | undefined;
  readonly query?: QueryValues | undefined;
  /** JSON; undefined sends none. */
  readonly body?: unknown;
}

/** The same client for doors that are made from the operations table and know no operation by name. */
export interface OperationClient extends PostHogClient {
  /** @throws TypeError for a path parameter left out or a query parameter the row does not have */
  perform(operation: Operation, args: UntypedArguments): Promise<unknown>;
}

export interface Reachability {
  readonly ok: boolean;
  readonly status?: number | undefined;
  /** Why not, for people; absent when `ok`. */
  readonly reason?: string | undefined;
}
