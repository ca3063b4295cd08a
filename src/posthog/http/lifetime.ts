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

/**
 * A call in flight; emptied when the call ends, because a Set's old hash tables may still reference deleted entries.
 */
interface Slot {
  end: (() => void) | undefined;
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

  /** Registers `end` to be called at the cutoff; returns a function that unregisters it. */
  add(end: () => void): () => void {
    const slot: Slot = { end };
    this.#slots.add(slot);
    return () => {
      slot.end = undefined;
      this.#slots.delete(slot);
    };
  }

  cut(): void {
    this.#isOver = true;
    for (const { end } of this.#slots) end?.();
  }
}

/**
 * Combines the caller's signal with a time limit in milliseconds from now; a limit of 0 or less aborts immediately.
 * @param cutoff aborts it as well
 */
export function lifetime(
  outer: AbortSignal | undefined,
  ms: number,
  cutoff = new Cutoff(),
): Lifetime {
  const controller = new AbortController();
  const abort = (why: EndReason) => controller.abort(new Ended(why));
  const inherit = ({ reason }: AbortSignal) =>
    controller.abort(reason instanceof Ended ? reason : new Ended('caller left'));
  if (outer?.aborted) inherit(outer);
  else if (cutoff.isOver) abort('stopping');
  else if (ms <= 0) abort('out of time');
  if (controller.signal.aborted) return { signal: controller.signal, end: () => undefined };

  const leave = () => outer && inherit(outer);
  outer?.addEventListener('abort', leave, { once: true });
  const timer = setTimeout(abort, ms, 'out of time');
  const takeOff = cutoff.add(() => {
    abort('stopping');
  });
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      takeOff();
      outer?.removeEventListener('abort', leave);
    },
  };
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

  readonly #leave = () => {
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
