import type { Operation } from '../api/operations.ts';
import { ValidationError } from '../errors/errors.ts';

/**
 * The JSON of a request's body.
 * @throws ValidationError for a number that JSON does not have, without calling PostHog: a caller's 1e999 is read as
 *   infinity, and would be sent as null
 */
export function writtenBody(operation: Operation, body: unknown): string {
  return JSON.stringify(body, (name, value: unknown) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    throw new ValidationError({
      operation: operation.id,
      message: `"${name}" has a number that is too large for JSON.`,
      attr: null,
      code: 'invalid',
    });
  });
}
