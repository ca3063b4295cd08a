import type { Operation } from '../api/operations.ts';
import { CancellationToken, type CancelSignal } from '../request/cancellation-token.ts';
import { Places } from '../request/places.ts';
import { CancelledError, TimeoutError, type PostHogFailure } from '../errors/errors.ts';

/** Why a call ended before its answer: the caller left, its time was up, or this process is stopping. */
export type EndReason = 'caller left' | 'out of time' | 'stopping';

/** The abort reason of a lifetime's signal. */
class Ended extends Error {
  readonly why: EndReason;

  constructor(why: EndReason) {
    super(why);
    this.why = why;
  }
}

/** A signal that aborts when a call must end; `end` releases its timer and listener. */
export interface Lifetime {
  readonly signal: CancelSignal;
  end(): void;
}

/** Aborts every call in flight, and every later one before it is sent. */
export class Cutoff {
  readonly #running = new Places<RunningLifetime>();
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  /** @returns the place to give to `remove` */
  add(running: RunningLifetime): number {
    return this.#running.add(running);
  }

  remove(place: number): void {
    this.#running.remove(place);
  }

  cut(): void {
    this.#isOver = true;
    for (const running of this.#running) running.abort('stopping');
  }
}

/** The lifetime of calls in flight. A class, because it is made for nearly every request and is cheaper so than with a function for each way to end. */
class RunningLifetime extends CancellationToken implements Lifetime {
  readonly #outer: CancelSignal | undefined;
  readonly #cutoff: Cutoff;
  /** -1 once it has ended. */
  #place: number;
  readonly #timer: NodeJS.Timeout;

  constructor(outer: CancelSignal | undefined, ms: number, cutoff: Cutoff) {
    super();
    this.#outer = outer;
    this.#cutoff = cutoff;
    outer?.addEventListener('abort', this.#follow, { once: true });
    this.#timer = setTimeout(runOut, ms, this);
    this.#place = cutoff.add(this);
  }

  get signal(): CancelSignal {
    return this;
  }

  abort(why: EndReason): void {
    this.cancel(new Ended(why));
  }

  /** Called when the outer signal aborts. */
  readonly #follow = (): void => {
    this.cancel(reasonOf(this.#outer!));
  };

  end(): void {
    if (this.#place === -1) return;
    clearTimeout(this.#timer);
    this.#cutoff.remove(this.#place);
    this.#place = -1;
    this.#outer?.removeEventListener('abort', this.#follow);
  }
}

function runOut(lifetime: RunningLifetime): void {
  lifetime.abort('out of time');
}

/** Why a call ends whose outer signal has aborted. */
const reasonOf = ({ reason }: CancelSignal): Ended =>
  reason instanceof Ended ? reason : new Ended('caller left');

const over = (reason: Ended): Lifetime => ({
  signal: AbortSignal.abort(reason),
  end() {
    // It has no timer and no listener.
  },
});

/**
 * Combines the caller's signal with a time limit in milliseconds from now; a limit of 0 or less aborts immediately.
 * @param cutoff aborts it as well
 */
export function lifetime(
  outer: CancelSignal | undefined,
  ms: number,
  cutoff = new Cutoff(),
): Lifetime {
  if (outer?.aborted) return over(reasonOf(outer));
  if (cutoff.isOver) return over(new Ended('stopping'));
  if (ms <= 0) return over(new Ended('out of time'));
  return new RunningLifetime(outer, ms, cutoff);
}

/**
 * Lifetimes of calls with the same deadline, such as those of one request: as long as any of them is
 * in flight, they share one timer and one listener.
 */
export class SharedLifetime implements Lifetime {
  readonly #outer: CancelSignal | undefined;
  readonly #cutoff: Cutoff | undefined;
  #lifetime: Lifetime | undefined;
  #under = 0;

  constructor(outer: CancelSignal | undefined, cutoff?: Cutoff) {
    this.#outer = outer;
    this.#cutoff = cutoff;
  }

  /**
   * Begins one of the calls.
   * @param ms milliseconds until the deadline; called only when no call is in flight
   */
  enter(ms: () => number): this {
    this.#lifetime ??= lifetime(this.#outer, ms(), this.#cutoff);
    this.#under += 1;
    return this;
  }

  /** Only between `enter` and `end`. */
  get signal(): CancelSignal {
    return this.#lifetime!.signal;
  }

  /** Ends one of the calls. */
  end(): void {
    this.#under -= 1;
    if (this.#under > 0) return;
    this.#lifetime?.end();
    this.#lifetime = undefined;
  }
}

/** The failure of a call whose lifetime ended. `sent` is true when the request may have reached PostHog. */
export function endedEarly(
  signal: CancelSignal,
  operation: Operation,
  sent: boolean,
): PostHogFailure {
  const uncertain = sent && operation.effect !== 'read';
  const aftermath = uncertain ? '; the change may have been made' : '';
  const why = signal.reason instanceof Ended ? signal.reason.why : 'out of time';
  if (why === 'caller left')
    return new CancelledError({
      operation: operation.id,
      message: `The caller disconnected before PostHog responded${aftermath}.`,
      uncertain,
    });
  const stopping = why === 'stopping';
  return new TimeoutError({
    operation: operation.id,
    message: `${stopping ? 'The server stopped before PostHog responded' : 'PostHog did not respond in time'}${aftermath}.`,
    uncertain,
    stopping,
  });
}
