/** An injected fault: which requests it matches, how often, and what it does to them. */
export interface InjectedFault {
  match: { method?: string; path?: RegExp };
  /** How many more requests it applies to; Infinity until it is cleared. */
  times: number;
  latencyMs: number;
  /** Answered instead of doing anything. */
  status: number | null;
  retryAfter: number | null;
  body: 'truncated' | 'html' | 'huge' | 'slow' | null;
  /** The connection ends in the middle of the answer. */
  cut: boolean;
}

/** How many faults wait for requests at once. */
const MAX_FAULTS = 1_000;

/** The injected faults. The first one that matches a request is applied. */
export class FaultInjection {
  #faults: InjectedFault[] = [];

  /** @throws RangeError when there are as many as are allowed at once */
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

  /** The fault that meets this request, used up by one. */
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
