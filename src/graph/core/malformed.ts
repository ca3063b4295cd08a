import { MalformedError } from '../../posthog/errors/errors.ts';

/**
 * Reads a value of PostHog's that may not fit; `otherwise` where it does not.
 * @param of passed to `read`: where thousands of values are read, a function made for each would be much of the garbage
 */
export function readOr<Value>(read: () => Value, otherwise: Value): Value;
export function readOr<Value, Of>(read: (of: Of) => Value, otherwise: Value, of: Of): Value;
export function readOr<Value, Of>(read: (of: Of) => Value, otherwise: Value, of?: Of): Value {
  try {
    return read(of as Of);
  } catch (error) {
    if (error instanceof MalformedError) return otherwise;
    throw error;
  }
}

/**
 * Reads a value, and gives the error as a value where that fails: an executor makes it the error of the
 * field or item it stands for, which then fails alone. (The compiled executor reads properties outside of
 * any `try`.)
 * @param of passed to `read`, as for {@link readOr}
 */
export function asValue<Value>(read: () => Value): Value;
export function asValue<Value, Of>(read: (of: Of) => Value, of: Of): Value;
export function asValue<Value, Of>(read: (of: Of) => Value, of?: Of): Value {
  try {
    return read(of as Of);
  } catch (error) {
    if (error instanceof Error) return error as Value;
    throw error;
  }
}
