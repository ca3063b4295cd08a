import { isPostHogFailure, type PostHogFailure } from '../../errors/errors.ts';

/** Absence (no results yet, no such endpoint) is cached like any other answer. */
export function isAbsence(error: unknown): error is PostHogFailure {
  return isPostHogFailure(error) && (error.kind === 'not-found' || error.kind === 'unsupported');
}
