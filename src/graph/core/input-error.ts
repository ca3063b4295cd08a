import { GraphQLError } from 'graphql';
import type { GraphCode } from '../context/error-codes.ts';

/** Codes for invalid arguments, reported before any upstream call is made. */
export type InputErrorCode = Extract<
  GraphCode,
  'BAD_USER_INPUT' | 'INVALID_ID' | 'PAGE_OUT_OF_RANGE'
>;

/**
 * The error for an argument a caller can correct.
 * @param argument dotted path of the argument, shown as `extensions.argument`
 */
export function inputError(
  message: string,
  argument: string,
  code: InputErrorCode = 'BAD_USER_INPUT',
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, argument } });
}
