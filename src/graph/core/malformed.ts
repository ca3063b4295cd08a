import { MalformedError } from '../../posthog/errors/errors.ts';

/** Reads a value of PostHog's that may not fit; `otherwise` where it does not. */
export function readOr<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedError) return otherwise;
    throw error;
  }
}

/**
 * Reads a value, and gives the error as a value where that fails: an executor makes it the error of the
 * field or item it stands for, which then fails alone. (The compiled executor reads properties outside of
 * any `try`.)
 */
export function asValue<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error) return error as Value;
    throw error;
  }
}
