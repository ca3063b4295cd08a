import { createHash } from 'node:crypto';

// One request needs the name of its key several times over, and hashing takes as long as a small layer.
// The last one only: other callers' keys are not to stay in memory.
let last = { apiKey: '', name: '' };

/**
 * The name under which things of one key are kept: a hash, so that no map, log or dump holds the key.
 * Two keys never have the same name.
 */
export function credentialOf(apiKey: string): string {
  if (last.apiKey !== apiKey) {
    last = { apiKey, name: createHash('sha256').update(apiKey).digest('base64url') };
  }
  return last.name;
}
