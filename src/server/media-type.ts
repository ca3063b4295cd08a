import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../http/reply.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Requires JSON for GraphQL over POST. Other types, including those of plain HTML forms, are refused, so that
 * a page of another origin cannot post without a preflight.
 * @returns undefined when the request is allowed
 */
export function checkMediaType(request: IncomingMessage): Refusal | undefined {
  if (request.method !== 'POST' || JSON_TYPE.test(request.headers['content-type'] ?? '')) {
    return undefined;
  }
  return {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Send GraphQL as POST with `content-type: application/json`.',
    headers: { accept: 'application/json' },
  };
}
