import { isDeepStrictEqual } from 'node:util';

/**
 * True when a stored value has everything that was sent. PostHog adds to what it stores (uuids,
 * fingerprints, defaults), so what was sent must be part of it; what is undefined was not sent.
 */
export function includes(stored: unknown, sent: unknown): boolean {
  if (sent === undefined) return true;
  if (Array.isArray(sent)) {
    return (
      Array.isArray(stored) &&
      stored.length === sent.length &&
      sent.every((item, index) => includes(stored[index], item))
    );
  }
  if (typeof sent === 'object' && sent !== null) {
    return (
      typeof stored === 'object' &&
      stored !== null &&
      Object.entries(sent).every(([name, value]) =>
        includes((stored as Record<string, unknown>)[name], value),
      )
    );
  }
  return isDeepStrictEqual(stored ?? null, sent ?? null);
}
