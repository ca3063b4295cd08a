const BEARER = /^Bearer\s+(\S+)\s*$/i;

/**
 * The PostHog key of a request: the caller's own key takes precedence over the server's configured one.
 * @param authorization the request's `Authorization` header, if present
 * @returns undefined when there is neither, or when the header is present but not a bearer token
 */
export function callerKey(
  authorization: string | null | undefined,
  serverKey: string | undefined,
): string | undefined {
  // A header that cannot be parsed must not fall back to the server's key: the caller meant to use another identity.
  return authorization == null ? serverKey : BEARER.exec(authorization)?.[1];
}
