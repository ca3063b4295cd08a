import type {
  OperationArguments,
  OperationId,
  OperationResult,
  PagedOperationId,
  RowOf,
} from './contract.ts';
import type { UpstreamLedger } from './ledger.ts';

export type {
  OperationArguments,
  OperationId,
  OperationResult,
  PagedOperationId,
  RowOf,
} from './contract.ts';

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
}

/** A stretch of a list. Without `limit` it runs to the end. */
export interface PageWindow {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

export interface Page<Row> {
  /** How many rows the list holds in all. */
  readonly count: number;
  readonly results: readonly Row[];
}

/** PostHog for one caller and one GraphQL request. Every method throws a `PostHogFailure` (errors.ts). */
export interface PostHogClient {
  call<Id extends OperationId>(
    operation: Id,
    args: OperationArguments<Id>,
  ): Promise<OperationResult<Id>>;
  /** Walks pages of at most 100 rows until the window is filled. */
  pages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    window?: PageWindow,
  ): Promise<Page<RowOf<Id>>>;
  /** Every row up to `maxRows` (default 10,000); `complete` is false when there are more. */
  allPages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    bound?: { readonly maxRows?: number | undefined },
  ): Promise<Page<RowOf<Id>> & { readonly complete: boolean }>;
}

export interface Reachability {
  readonly ok: boolean;
  readonly status?: number;
  readonly reason?: string;
}

export interface Upstream {
  for(caller: Caller, scope: CallScope): PostHogClient;
  /** Asks PostHog who is there, without a key: its own 401 proves it is reachable and costs no budget. */
  ping(): Promise<Reachability>;
  /** Lets calls under way finish, then closes the connections. */
  close(): Promise<void>;
}

export interface UpstreamOptions {
  /** PostHog's base URL: `https://us.posthog.com`; a path prefix is kept. */
  readonly host: string;
  /** HTTP calls under way at once, over all callers. */
  readonly concurrency: number;
  /** Milliseconds one attempt may take, connecting and reading included. */
  readonly timeoutMs: number;
  /** The same for operations that scan inside the request (`freeze_exposure`). Default 90,000. */
  readonly inlineTimeoutMs?: number;
  /** Bytes of the largest answer read. Default 32 MiB. */
  readonly maxBodyBytes?: number;
  /** Goes into `User-Agent: posthog-experiments-graph/<version>`. */
  readonly version: string;
  /** Time, for tests: epoch milliseconds, and a wait that rejects when the signal aborts. */
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Spreads retries apart; in [0, 1). */
  readonly random?: () => number;
}
