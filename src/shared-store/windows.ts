/**
 * Sliding windows over the calls of all replicas, with reservations. A name is a credential's hash, or anything else
 * whose calls are counted together.
 */
export interface SharedWindows {
  /**
   * Records what happened, then tries to reserve calls, in one step that is atomic over all replicas. Repeating what
   * was recorded changes nothing, so that a caller who does not know whether it arrived can send it again.
   * @throws StoreUnavailable
   */
  exchange(name: string, rules: WindowRules, request: WindowsRequest): Promise<WindowsReply>;
}

export interface WindowRules {
  /** What is allowed; an answer lists its counts in the same order. */
  readonly windows: readonly WindowLimit[];
  /** Milliseconds between two reservations that are granted although the name is throttled. */
  readonly probeEveryMs: number;
}

export interface WindowLimit {
  /** A whole number of calls. */
  readonly calls: number;
  /** A call counts for this many milliseconds. */
  readonly spanMs: number;
}

export interface WindowsRequest {
  /** Calls that were sent. */
  readonly counted?: readonly CountedCall[] | undefined;
  /** Ids of counted calls that turned out not to count. */
  readonly takenBack?: readonly string[] | undefined;
  /** Ids of reservations whose unused calls are no longer needed. */
  readonly released?: readonly string[] | undefined;
  /** The other side refuses the name for this many milliseconds; 0 when it answered. */
  readonly throttledMs?: number | undefined;
  readonly wanted?: WantedCalls | undefined;
  /**
   * The `memory` of an earlier answer, from a caller that has calls in it. When it has been lost meanwhile, nothing is
   * reserved, so that the caller can repeat its calls first.
   */
  readonly memory?: string | undefined;
}

export interface CountedCall {
  /** Unique over all replicas. */
  readonly id: string;
  /** The reservation that the call is taken from. */
  readonly reservation?: string | undefined;
  /** Milliseconds since it was sent. */
  readonly agoMs: number;
}

export interface WantedCalls {
  /** Id of the reservation, unique over all replicas. */
  readonly id: string;
  readonly calls: number;
  /** Milliseconds after which unused calls are given back by themselves. */
  readonly lifetimeMs: number;
  /** Refused, it is asked for again soon: until then, others leave room for it that are not urgent. */
  readonly isUrgent: boolean;
}

export interface WindowsReply {
  /** Identifies what is stored under the name: another value means that earlier calls are no longer known. */
  readonly memory: string;
  /** Time of the store in epoch milliseconds; orders the answers. */
  readonly at: number;
  /** Counted calls in each window. */
  readonly used: readonly number[];
  /** Calls reserved in unfinished operations, over all replicas. */
  readonly reserved: number;
  /** Milliseconds for which the name is throttled; 0 when it is not. */
  readonly throttledMs: number;
  /** While throttled: milliseconds until the next reservation may probe whether it still is. */
  readonly probeInMs: number;
  /** True when the name was throttled although calls were left. */
  readonly isCorrected: boolean;
  /** What became of the wanted calls. A probe was granted although the name is throttled. */
  readonly outcome: 'granted' | 'probe' | 'refused' | 'lost';
  /** Milliseconds until the windows have room for the wanted calls, or for one; Infinity until something is released. */
  readonly waitMs: number;
  /** The same if every reserved call were released unused. */
  readonly atLeastMs: number;
  /** Milliseconds until the windows have room for one more call. */
  readonly nextMs: number;
}

/** Milliseconds for which others leave room for an urgent reservation that was refused. */
export const URGENT_MS = 500;
