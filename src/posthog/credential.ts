import { createHash } from 'node:crypto';

/**
 * The name under which things of one key are kept: a hash, so that no map, log or dump holds the key.
 * Two keys never have the same name.
 */
export function credentialOf(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('base64url');
}
