const BEARER = /^Bearer\s+(\S+)$/i;

/**
 * The PostHog key of a request: the caller's own wins over the one the server holds.
 * @returns undefined when there is neither, or when an Authorization header is there but is no bearer token
 */
export function callerKey(headers: Headers, heldKey: string | undefined): string | undefined {
  const authorization = headers.get('authorization');
  // A header that cannot be read must not fall back to the held key: the caller meant to be someone else.
  return authorization === null ? heldKey : BEARER.exec(authorization)?.[1];
}
