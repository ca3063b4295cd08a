import type { PostHogFailure } from '../errors/errors.ts';
import type { WireAnswer } from './wire.ts';

// Stored outside the failures, because failures are logged.
const raws = new WeakMap<PostHogFailure, WireAnswer>();

/** Notes the answer of PostHog that a failure was made from. */
export function noteRaw(failure: PostHogFailure, answer: WireAnswer): void {
  raws.set(failure, answer);
}

/** The answer of PostHog that a failure was made from; undefined when PostHog did not answer, or it was not noted. */
export function rawOf(failure: PostHogFailure): WireAnswer | undefined {
  return raws.get(failure);
}
