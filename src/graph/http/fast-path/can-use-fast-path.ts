import type { IncomingMessage } from 'node:http';
import { isJsonType } from '../../../http/media-type.ts';
import { asksForTrace } from '../../federation/use-inline-trace.ts';
import { MAX_BODY_BYTES } from '../../../http/body-limit.ts';

/** True for a JSON POST of known and allowed length: what nearly every GraphQL client sends. */
export function canUseFastPath({ method, headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return (
    method === 'POST' &&
    length !== undefined &&
    Number(length) <= MAX_BODY_BYTES &&
    headers['content-encoding'] === undefined &&
    !asksForTrace(headers) &&
    isJsonType(headers['content-type'])
  );
}

/**
 * True for a request that has a body, unless it is declared as too long: Yoga refuses that one before it reads anything. It
 * reads others piece by piece.
 */
export function hasReadableBody({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' && !(Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES);
}
