import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../http/reply.ts';

/** Not `Authorization`: that one carries the caller's PostHog key, and may be sent beside this. */
export const GATEWAY_TOKEN_HEADER = 'x-gateway-token';

/**
 * Asks callers for the shared secret of this gateway.
 * @returns undefined when the request may pass
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

/** Of one length for every text, so that comparing takes the same time whatever was sent. */
const digest = (text: string) => createHash('sha256').update(text).digest();
