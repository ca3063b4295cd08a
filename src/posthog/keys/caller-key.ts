import { isJwt } from './jwt.ts';

const BEARER = /^Bearer\s+(\S+)\s*$/i;

/**
 * The PostHog key of a request: the caller's own key takes precedence over the server's configured one.
 * @param authorization the request's `Authorization` header, if present
 * @returns undefined when there is neither, or when the header is present but not a bearer token, or one of an identity
 *   provider, which PostHog must not see
 */
export function callerKey(
  authorization: string | null | undefined,
  serverKey: string | undefined,
): string | undefined {
  // A header that cannot be parsed must not fall back to the server's key: the caller meant to use another identity.
  if (authorization == null) return serverKey;
  const sent = bearerOf(authorization);
  return sent === undefined || isJwt(sent) ? undefined : sent;
}

/** The token of a header `Authorization`; undefined when there is none, or it is not a bearer token. */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
