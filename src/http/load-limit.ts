import type { ServerResponse } from 'node:http';
import type { Refusal } from './reply.ts';

/** Ends what `enter` began; calls after the first do nothing. */
export type Leave = () => void;

/** Median milliseconds by which the event loop is late, above which fewer requests are admitted. */
const LATE_MS = 500;
/** Share of the requests in progress that is admitted after each second in which it was late. */
const SHRINK = 0.7;
/** Share of the maximum by which more are admitted after each second in which it was not. */
const GROW = 0.1;
/** Requests that are always admitted, so that a process that is late for another reason still answers. */
const MIN_BOUND = 16;

/** Seconds after which a refused request may be sent again. */
const RETRY_AFTER_SECONDS = 1;

export const serverBusy: Refusal = {
  status: 503,
  code: 'SERVER_BUSY',
  message: `The server has too many requests in progress. Nothing was done: send it again in ${RETRY_AFTER_SECONDS} s.`,
  retryAfterSeconds: RETRY_AFTER_SECONDS,
};

/**
 * Bounds the requests that a process works on at a time, over all its ports and connections: beyond the bound a request is
 * refused at once, before anything of it is read. While less than half of the bound is in use, everybody is admitted; of
 * the other half, one caller takes at most a quarter, so that no caller can keep the others out.
 */
export class LoadLimit {
  readonly #max: number;
  /** At most `max`; less while the event loop is late. */
  #bound: number;
  #inWork = 0;
  #refused = 0;
  /** Requests of each caller that were admitted in the other half. */
  readonly #shares = new Map<string, number>();

  /** @param max requests in progress at a time */
  constructor(max: number) {
    this.#max = max;
    this.#bound = max;
  }

  /** Requests in progress. */
  get inWork(): number {
    return this.#inWork;
  }

  /** Requests that may be in progress now. */
  get bound(): number {
    return this.#bound;
  }

  /** Number of requests refused since the start. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * Begins to work on a request.
   * @param callerOf names the caller; called only when half of the bound is in use
   * @returns undefined when it must be refused
   */
  enter(callerOf: () => string): Leave | undefined {
    let caller: string | undefined;
    if (this.#inWork * 2 >= this.#bound) {
      caller = callerOf();
      const share = this.#shares.get(caller) ?? 0;
      if (this.#inWork >= this.#bound || share * 8 >= this.#bound) {
        this.#refused += 1;
        return undefined;
      }
      this.#shares.set(caller, share + 1);
    }
    this.#inWork += 1;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#inWork -= 1;
      if (caller !== undefined) this.#giveBack(caller);
    };
  }

  /**
   * Adapts the bound to the event loop; called once a second.
   * @param lagMs median milliseconds by which it was late
   */
  adjust(lagMs: number): void {
    this.#bound =
      lagMs > LATE_MS
        ? Math.min(this.#max, Math.max(MIN_BOUND, Math.floor(this.#inWork * SHRINK)))
        : Math.min(this.#max, this.#bound + Math.ceil(this.#max * GROW));
  }

  #giveBack(caller: string): void {
    const left = (this.#shares.get(caller) ?? 1) - 1;
    if (left > 0) this.#shares.set(caller, left);
    else this.#shares.delete(caller);
  }
}

const LEAVE = Symbol('leave');
const LONG = Symbol('long');

/** A property rather than a WeakMap, whose entries survive every minor garbage collection. */
interface Counted {
  [LEAVE]?: Leave;
  [LONG]?: () => void;
}

/** Counts a request until its response is sent, its caller has left, or `becomesStream` is called. */
export function leaveWith(response: ServerResponse, leave: Leave): void {
  (response as Counted)[LEAVE] = leave;
  response.on('close', leave);
}

/** Calls `listener` when a response may take longer than a request. */
export function onLong(response: ServerResponse, listener: () => void): void {
  (response as Counted)[LONG] = listener;
}

/** The response may take longer than a request, and all that time it is worked on. */
export function becomesLong(response: ServerResponse): void {
  (response as Counted)[LONG]?.();
}

/** The response has become a stream of events: it stays open for hours, in which nearly nothing is done. */
export function becomesStream(response: ServerResponse): void {
  (response as Counted)[LEAVE]?.();
  becomesLong(response);
}
