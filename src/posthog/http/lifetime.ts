import type { Operation } from '../api/operations.ts';
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
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/** What ends at a cutoff; emptied when it ends before, because a Set's old hash tables may still reference deleted entries. */
interface Slot {
  running: RunningLifetime | undefined;
}

/**
 * Aborts every call in flight, and every later one before it is sent. A Set rather than an AbortSignal, because
 * adding and removing a signal's listener takes time proportional to the number of listeners.
 */
export class Cutoff {
  readonly #slots = new Set<Slot>();
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  add(slot: Slot): void {
    this.#slots.add(slot);
  }

  delete(slot: Slot): void {
    slot.running = undefined;
    this.#slots.delete(slot);
  }

  cut(): void {
    this.#isOver = true;
    for (const { running } of this.#slots) running?.abort('stopping');
  }
}

/** The lifetime of calls in flight. A class, because it is made for nearly every request and is cheaper so than with a function for each way to end. */
class RunningLifetime implements Lifetime {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #cutoff: Cutoff;
  readonly #slot: Slot = { running: this };
  readonly #timer: NodeJS.Timeout;

  constructor(outer: AbortSignal | undefined, ms: number, cutoff: Cutoff) {
    this.#outer = outer;
    this.#cutoff = cutoff;
    outer?.addEventListener('abort', this);
    this.#timer = setTimeout(runOut, ms, this);
    cutoff.add(this.#slot);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(why: EndReason): void {
    this.#controller.abort(new Ended(why));
  }

  /** Called when the outer signal aborts. */
  handleEvent(): void {
    this.#controller.abort(reasonOf(this.#outer!));
  }

  readonly end = (): void => {
    clearTimeout(this.#timer);
    this.#cutoff.delete(this.#slot);
    this.#outer?.removeEventListener('abort', this);
  };
}

function runOut(lifetime: RunningLifetime): void {
  lifetime.abort('out of time');
}

/** Why a call ends whose outer signal has aborted. */
const reasonOf = ({ reason }: AbortSignal): Ended =>
  reason instanceof Ended ? reason : new Ended('caller left');

const over = (reason: Ended): Lifetime => ({
  signal: AbortSignal.abort(reason),
  end: () => undefined,
});

/**
 * Combines the caller's signal with a time limit in milliseconds from now; a limit of 0 or less aborts immediately.
 * @param cutoff aborts it as well
 */
export function lifetime(
  outer: AbortSignal | undefined,
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
export class SharedLifetime {
  readonly #outer: AbortSignal | undefined;
  readonly #cutoff: Cutoff | undefined;
  #lifetime: Lifetime | undefined;
  #under = 0;

  constructor(outer: AbortSignal | undefined, cutoff?: Cutoff) {
    this.#outer = outer;
    this.#cutoff = cutoff;
  }

  /** @param ms milliseconds until the deadline; called only when no call is in flight */
  enter(ms: () => number): Lifetime {
    this.#lifetime ??= lifetime(this.#outer, ms(), this.#cutoff);
    this.#under += 1;
    return { signal: this.#lifetime.signal, end: this.#leave };
  }

  readonly #leave = (): void => {
    this.#under -= 1;
    if (this.#under > 0) return;
    this.#lifetime?.end();
    this.#lifetime = undefined;
  };
}

/** The failure of a call whose lifetime ended. `sent` is true when the request may have reached PostHog. */
export function endedEarly(
  signal: AbortSignal,
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
