import type { Operation } from '../operations.ts';
import { CancelledError, TimeoutError, type PostHogFailure } from '../errors.ts';

/** Why a call ended before its answer: the caller left, or its time was up. */
export type EndReason = 'caller left' | 'out of time';

/** What a lifetime's signal aborts with. */
class Ended extends Error {
  readonly why: EndReason;

  constructor(why: EndReason) {
    super(why);
    this.why = why;
  }
}

/** A signal that aborts when a call must end; `end` frees its timer and listener. */
export interface Lifetime {
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/** Joins the caller's signal with a time limit in milliseconds from now; a limit of 0 or less is already over. */
export function lifetime(outer: AbortSignal | undefined, ms: number): Lifetime {
  const controller = new AbortController();
  const abort = (why: EndReason) => controller.abort(new Ended(why));
  const inherit = ({ reason }: AbortSignal) =>
    controller.abort(reason instanceof Ended ? reason : new Ended('caller left'));
  if (outer?.aborted) inherit(outer);
  else if (ms <= 0) abort('out of time');
  if (controller.signal.aborted) return { signal: controller.signal, end: () => undefined };

  const leave = () => outer && inherit(outer);
  outer?.addEventListener('abort', leave, { once: true });
  const timer = setTimeout(abort, ms, 'out of time');
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', leave);
    },
  };
}

/**
 * Lifetimes of calls that end at the same moment, as those of one request do: while any of them is
 * under way they share one timer and one listener.
 */
export class SharedLifetime {
  readonly #outer: AbortSignal | undefined;
  #lifetime: Lifetime | undefined;
  #under = 0;

  constructor(outer: AbortSignal | undefined) {
    this.#outer = outer;
  }

  /** @param ms until the moment; asked only when nothing is under way */
  enter(ms: () => number): Lifetime {
    this.#lifetime ??= lifetime(this.#outer, ms());
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

/** The failure an ended lifetime means. `sent` says whether the request may have reached PostHog. */
export function endedEarly(
  signal: AbortSignal,
  operation: Operation,
  sent: boolean,
): PostHogFailure {
  const uncertain = sent && operation.effect !== 'read';
  const aftermath = uncertain ? '; it may have happened' : '';
  const reason: unknown = signal.reason;
  return reason instanceof Ended && reason.why === 'caller left'
    ? new CancelledError({
        operation: operation.id,
        message: `The caller left before PostHog answered${aftermath}.`,
        uncertain,
      })
    : new TimeoutError({
        operation: operation.id,
        message: `PostHog did not answer in time${aftermath}.`,
        uncertain,
      });
}
