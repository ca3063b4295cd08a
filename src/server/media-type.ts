import type { IncomingMessage } from 'node:http';
import { isJsonType } from '../http/media-type.ts';
import type { Refusal } from '../http/reply.ts';

/**
 * Requires JSON for GraphQL over POST. Other types, including those of plain HTML forms, are refused, so that
 * a page of another origin cannot post without a preflight.
 * @returns undefined when the request is allowed
 */
export function checkMediaType(request: IncomingMessage): Refusal | undefined {
  if (request.method !== 'POST' || isJsonType(request.headers['content-type'])) return undefined;
  return {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send GraphQL as POST with `content-type: application/json`.',
    headers: { accept: 'application/json' },
  };
}
