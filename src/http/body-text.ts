import { isUtf8 } from 'node:buffer';
import type { Refusal } from './reply.ts';

/**
 * The text of a body, as every API reads it.
 * @returns undefined for bytes that are not UTF-8: decoding puts U+FFFD in their place, and PostHog would store that
 */
export const textOf = (body: Buffer): string | undefined =>
  isUtf8(body) ? body.toString('utf8') : undefined;

/** The refusal of a body without a text. */
export const bodyNotUtf8: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The body is not valid UTF-8. Nothing was done.',
};
