import type { IncomingMessage } from 'node:http';
import { acceptedTypes } from '../http/accepted-types.ts';
import { isJsonType } from '../http/media-type.ts';
import type { Refusal } from '../http/reply.ts';

/**
 * Requires JSON for POST. Other types, including those of plain HTML forms, are refused, so that a page of another
 * origin cannot post without a preflight.
 * @returns undefined when the request is allowed
 */
export function checkMediaType({ method, headers }: IncomingMessage): Refusal | undefined {
  if (method !== 'POST' || isJsonType(headers['content-type'])) return undefined;
  return {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send the body of a POST as `content-type: application/json`, in UTF-8.',
    headers: { accept: 'application/json' },
  };
}

/**
 * Requires that the client accepts one of the types of an answer.
 * @returns undefined when the request is allowed
 */
export function checkAccepted(
  { headers: { accept } }: IncomingMessage,
  types: readonly string[],
): Refusal | undefined {
  if (acceptedTypes(accept, types).length > 0) return undefined;
  return {
    status: 406,
    code: 'NOT_ACCEPTABLE',
    message: `Answers are sent as ${types.join(' or ')}; the \`Accept\` header takes neither. Nothing was done.`,
  };
}
