import type { IncomingMessage } from 'node:http';
import { isJsonType } from '../http/media-type.ts';
import type { Refusal } from '../http/reply.ts';

/**
 * GraphQL over POST is JSON. The types a plain HTML form can send are refused with everything else,
 * so that a page of another origin cannot post without asking first.
 * @returns undefined when the request may pass
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
