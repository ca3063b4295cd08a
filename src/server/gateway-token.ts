import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../http/reply.ts';

/** Not `Authorization`, which contains the caller's PostHog key and may be sent as well. */
export const GATEWAY_TOKEN_HEADER = 'x-gateway-token';

/**
 * Checks that a request has the shared secret of this gateway.
 * @returns undefined when the request is allowed
 */
export function checkGatewayToken(
  request: IncomingMessage,
  token: string | undefined,
): Refusal | undefined {
  if (token === undefined) return undefined;
  const sent = request.headers[GATEWAY_TOKEN_HEADER];
  if (typeof sent === 'string' && timingSafeEqual(digest(sent), digest(token))) return undefined;
  return {
    status: 401,
    code: 'GATEWAY_TOKEN_REQUIRED',
    message: `This gateway requires its own token in the header ${GATEWAY_TOKEN_HEADER}.`,
  };
}

/** Hashes to a fixed length, so that the comparison takes constant time for any input. */
const digest = (text: string) => createHash('sha256').update(text).digest();
