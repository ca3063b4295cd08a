import { hash } from 'node:crypto';

// One request needs the name of its key several times, and hashing takes as long as a small layer. Only the last
// one is cached, so that other callers' keys do not stay in memory.
let last = { apiKey: '', name: '' };

/**
 * The name under which a key's data is stored: a hash, so that no map, log or dump contains the key.
 * Two keys never have the same name.
 */
export function credentialOf(apiKey: string): string {
  if (last.apiKey !== apiKey) {
    last = { apiKey, name: hash('sha256', apiKey, 'base64url') };
  }
  return last.name;
}
