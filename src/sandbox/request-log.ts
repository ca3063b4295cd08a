import { createHash } from 'node:crypto';

/** One API request as GET /_sandbox/requests tells it. */
export interface LoggedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  status: number;
  ms: number;
  /** First 16 hex digits of the key's SHA-256; null without a key. */
  key: string | null;
}

const MAX_ENTRIES = 100_000;

/** The API requests since the last reset; the oldest go when it grows beyond reason. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.splice(0, MAX_ENTRIES / 10);
  }

  all(): LoggedRequest[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries = [];
  }
}

/** A key as logs may hold it. */
export function hashKey(authorization: string | undefined): string | null {
  const value = authorization?.replace(/^Bearer\s+/i, '');
  return value ? createHash('sha256').update(value).digest('hex').slice(0, 16) : null;
}
