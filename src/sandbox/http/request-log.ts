import { createHash } from 'node:crypto';

/** One API request as listed by GET /_sandbox/requests. */
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
/** Maximum total length of paths and queries over all entries. */
const MAX_CHARACTERS = 20_000_000;

/** The API requests since the last reset; the oldest tenth is deleted when they exceed the limits. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #characters = 0;

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    this.#characters += charactersOf(entry);
    while (this.#entries.length > MAX_ENTRIES || this.#characters > MAX_CHARACTERS) {
      for (const old of this.#entries.splice(0, Math.ceil(this.#entries.length / 10))) {
        this.#characters -= charactersOf(old);
      }
    }
  }

  all(): LoggedRequest[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries = [];
    this.#characters = 0;
  }
}

const charactersOf = ({ path, query }: LoggedRequest): number =>
  Object.entries(query).reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    path.length,
  );

/** A key in a form that may be logged. */
export function hashKey(authorization: string | undefined): string | null {
  const value = authorization?.replace(/^Bearer\s+/i, '');
  return value ? createHash('sha256').update(value).digest('hex').slice(0, 16) : null;
}
