import { callerKey } from '../../../posthog/keys/caller-key.ts';
import { credentialOf } from '../../../posthog/keys/credential.ts';

/**
 * The name of a caller's key.
 * @param authorization as in the header; undefined when none was sent
 * @param serverKey the key for callers without one
 * @returns undefined for a caller without a key
 */
export function callerCredential(
  authorization: string | undefined,
  serverKey: string | undefined,
): string | undefined {
  const key = callerKey(authorization, serverKey);
  return key === undefined ? undefined : credentialOf(key);
}
