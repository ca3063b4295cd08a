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
  const sent = request.headers[GATEWAY_TOKEN_HEADER];
  if (isGatewayToken(typeof sent === 'string' ? sent : undefined, token)) return undefined;
  return {
    status: 401,
    code: 'GATEWAY_TOKEN_REQUIRED',
    message: `This gateway requires its own token in the header ${GATEWAY_TOKEN_HEADER}.`,
  };
}

/** True for the shared secret of this gateway, and for anything when it has none. */
export function isGatewayToken(sent: string | undefined, token: string | undefined): boolean {
  if (token === undefined) return true;
  return sent !== undefined && timingSafeEqual(digest(sent), digest(token));
}

/** Hashes to a fixed length, so that the comparison takes constant time for any input. */
const digest = (text: string) => createHash('sha256').update(text).digest();
