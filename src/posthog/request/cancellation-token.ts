/**
 * What tells that something must end: an `AbortSignal`, or a token of this process. Code that only listens takes this
 * type, so that a request need not make real signals, each of which costs as much as a layer of the client.
 */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Why it must end; undefined before. */
  readonly reason: unknown;
  addEventListener(
    type: 'abort',
    listener: () => void,
    options?: { readonly once?: boolean },
  ): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** An `AbortController` and its signal in one object, without the mechanism of DOM events. Listeners must not throw. */
export class CancellationToken implements CancelSignal {
  #isCancelled = false;
  #reason: unknown;
  /** In no order. An array, because a Set makes a new hash table whenever it becomes empty. */
  readonly #listeners: (() => void)[] = [];

  get aborted(): boolean {
    return this.#isCancelled;
  }

  get reason(): unknown {
    return this.#reason;
  }

  /** Calls the listeners, once; later calls do nothing. One that another listener removes meanwhile is not called. */
  cancel(reason: unknown = new Error('cancelled')): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#reason = reason;
    for (let next = this.#listeners.pop(); next; next = this.#listeners.pop()) next();
  }

  /** As that of an `AbortSignal` with `once`: each listener is called at most once. */
  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.push(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    const at = this.#listeners.indexOf(listener);
    if (at === -1) return;
    const last = this.#listeners.pop()!;
    if (at < this.#listeners.length) this.#listeners[at] = last;
  }
}

/** The same as a real signal, for code of others that takes nothing else. */
export function toAbortSignal(signal: CancelSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  if (signal.aborted) return AbortSignal.abort(signal.reason);
  const controller = new AbortController();
  signal.addEventListener('abort', () => {
    controller.abort(signal.reason);
  });
  return controller.signal;
}

/** Cancelled as soon as one of the signals is, with its reason. `end` must be called: until then it listens to all of them. */
export class FirstOf extends CancellationToken {
  readonly #listening = new Map<CancelSignal, () => void>();

  constructor(...signals: readonly CancelSignal[]) {
    super();
    for (const signal of signals) {
      const follow = () => {
        this.cancel(signal.reason);
      };
      if (signal.aborted) follow();
      else {
        signal.addEventListener('abort', follow, { once: true });
        this.#listening.set(signal, follow);
      }
    }
  }

  /** Stops listening. */
  end(): void {
    for (const [signal, follow] of this.#listening) signal.removeEventListener('abort', follow);
    this.#listening.clear();
  }
}
