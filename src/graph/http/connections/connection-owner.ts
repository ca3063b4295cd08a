import { callerKey } from '../../../posthog/keys/caller-key.ts';
import { credentialOf } from '../../../posthog/keys/credential.ts';
import type { ConnectionOwner } from './connections.ts';

/** What is known of keys. */
export interface KnownKeys {
  /** The key for callers without one. */
  readonly apiKey: string | undefined;
  /** Whether PostHog has recently accepted a key. */
  readonly isKnown: (apiKey: string) => boolean;
}

/**
 * Whose a connection is.
 * @param authorization as in the header; undefined when none was sent
 */
export function connectionOwner(
  authorization: string | undefined,
  { apiKey: serverKey, isKnown }: KnownKeys,
): ConnectionOwner {
  const key = callerKey(authorization, serverKey);
  return key === undefined
    ? { credential: undefined, isAccepted: false }
    : { credential: credentialOf(key), isAccepted: isKnown(key) };
}
