const BEARER = /^Bearer\s+(\S+)\s*$/i;

/**
 * The PostHog key of a request: the caller's own wins over the one the server holds.
 * @param authorization the request's header of that name, if it has one
 * @returns undefined when there is neither, or when the header is there but is no bearer token
 */
export function callerKey(
  authorization: string | null | undefined,
  heldKey: string | undefined,
): string | undefined {
  // A header that cannot be read must not fall back to the held key: the caller meant to be someone else.
  return authorization == null ? heldKey : BEARER.exec(authorization)?.[1];
}
