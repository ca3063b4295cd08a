import type { Instrumentation } from '../instrumentation/instrumentation.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';
import type { MalformedValueLog } from './http/decoding/decoder.ts';
import type { CircuitChange } from './layers/breaker/breaker.ts';
import type { BudgetLimits } from './layers/budget/budget.ts';
import type { FreshnessSeconds } from './layers/cache/kinds.ts';
import type { Grants } from './request/grant.ts';
import type { AbandonedWriteLog } from './types.ts';

export interface FreshnessSettings {
  readonly seconds: FreshnessSeconds;
  /** Milliseconds after which a stale answer is no longer served, even when PostHog is down. */
  readonly maxStaleMs: number;
  /** Approximate memory for cached answers, in bytes. */
  readonly maxBytes: number;
}

export interface UpstreamOptions {
  /** PostHog's base URL: `https://us.posthog.com`; a path prefix is preserved. */
  readonly host: string;
  /** Maximum number of concurrent HTTP calls, over all callers. */
  readonly concurrency: number;
  /** Milliseconds one attempt may take, including connecting and reading. */
  readonly timeoutMs: number;
  /** The same for operations that scan inside the request (`freeze_exposure`). Default 90,000. */
  readonly inlineTimeoutMs?: number;
  /** Maximum size of an answer in bytes. Default 32 MiB. */
  readonly maxBodyBytes?: number;
  /** What role keys may do; without it there are none. */
  readonly grants?: Grants | undefined;
  /** How long answers are cached, per key; undefined disables the cache. */
  readonly freshness?: FreshnessSettings | undefined;
  /** Calls PostHog allows a key; its own limits when left out. */
  readonly budget?: BudgetLimits | undefined;
  /** False sends a separate call for each of several concurrent identical reads of one key. Default true. */
  readonly shareInFlight?: boolean | undefined;
  /**
   * Stops calls while PostHog does not answer; false never does. Default true.
   */
  readonly breaker?: boolean | undefined;
  /** True reads answers in demand anew just before they expire. Default false: then every call is one that somebody asked for. */
  readonly refreshAhead?: boolean | undefined;
  /** False begins no read before it is asked for. Default true. */
  readonly speculate?: boolean | undefined;
  /** Milliseconds after which a request as a whole is given up; a call cannot take longer. Default: no limit. */
  readonly requestTimeoutMs?: number | undefined;
  /** Called when calls are stopped, and when they pass again. */
  readonly onCircuit?: ((change: CircuitChange) => void) | undefined;
  /** False decodes pages whole when they arrive. Default true: a property of a row when it is first read. */
  readonly lazyRows?: boolean | undefined;
  /** Sent as `User-Agent: posthog-experiments-graph/<version>`; without it, only the name is sent. */
  readonly version?: string;
  /** What all replicas share; a store that is not shared, or none, for a single process. */
  readonly store?: SharedStore | undefined;
  /** Reports each attempt to call PostHog; without it nothing does. */
  readonly instrumentation?: Instrumentation | undefined;
  /** Called for writes whose caller left before the answer arrived. */
  readonly onAbandonedWrite?: AbandonedWriteLog;
  /** Called once for each value of PostHog's that does not fit the contract, when it is first read. */
  readonly onMalformedValue?: MalformedValueLog;
  /** Clock and timer, replaced by tests: epoch milliseconds, and a wait that rejects when the signal aborts. */
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Waits between two looks at which answers are to be refreshed ahead, replaced by tests. */
  readonly tick?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** Jitter of retry delays; in [0, 1). */
  readonly random?: () => number;
}
