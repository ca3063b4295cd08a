/** An injected fault: which requests it matches, how often, and what it does to them. */
export interface InjectedFault {
  match: { method?: string; path?: RegExp };
  /** Number of further requests it applies to; Infinity until it is cleared. */
  times: number;
  latencyMs: number;
  /** Status answered instead of processing the request. */
  status: number | null;
  retryAfter: number | null;
  body: 'truncated' | 'html' | 'huge' | 'slow' | null;
  /** The connection is closed in the middle of the response. */
  cut: boolean;
}

/** Maximum number of pending faults. */
const MAX_FAULTS = 1_000;

/** The injected faults. The first one that matches a request is applied. */
export class FaultInjection {
  #faults: InjectedFault[] = [];

  /** @throws RangeError when the maximum number of faults is pending */
  add(fault: InjectedFault): void {
    if (this.#faults.length >= MAX_FAULTS) {
      throw new RangeError(
        `There are ${MAX_FAULTS} faults already. DELETE /_sandbox/faults clears them.`,
      );
    }
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  /** Returns the first matching fault and decrements its number of remaining requests. */
  take(method: string, path: string): InjectedFault | undefined {
    const index = this.#faults.findIndex(
      ({ match }) =>
        (match.method === undefined || match.method === method) &&
        (match.path === undefined || match.path.test(path)),
    );
    const fault = this.#faults[index];
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.#faults.splice(index, 1);
    return fault;
  }
}
