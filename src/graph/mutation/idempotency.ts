import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isUncertain } from './uncertain.ts';

/** How long a key is remembered. */
export const IDEMPOTENCY_MS = 600_000;
/** Answers held at once; the longest unused is forgotten first. */
const MAX_ANSWERS = 1_000;

interface Remembered {
  readonly fingerprint: string;
  readonly answer: Promise<unknown>;
}

export type Claim<T> =
  | { readonly kind: 'first' | 'repeat'; readonly answer: Promise<T> }
  | { readonly kind: 'other-input' };

/** What a key stands for: whose it is, which mutation, and the caller's own word. */
export interface IdempotencyScope {
  readonly credential: string;
  readonly mutation: string;
  readonly key: string;
}

const hash = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/**
 * Remembers the answers of mutations for ten minutes, so that a second click gets the first one's
 * answer, also while the first is still under way. One per process; bounded; no key finds what another
 * credential left. A failure that certainly changed nothing is forgotten, so that it can be tried again.
 */
export class IdempotencyStore {
  readonly #answers: LRUCache<string, Remembered>;

  constructor(now: () => Date) {
    this.#answers = new LRUCache({
      max: MAX_ANSWERS,
      ttl: IDEMPOTENCY_MS,
      ttlResolution: 0,
      // lru-cache takes the time 0 for "no time to live".
      perf: { now: () => Math.max(1, now().getTime()) },
    });
  }

  /** Performs, or hands back what was performed under the same scope with the same input. */
  claim<T>(scope: IdempotencyScope, input: unknown, perform: () => Promise<T>): Claim<T> {
    const place = hash([scope.credential, scope.mutation, scope.key]);
    const fingerprint = hash(input);
    const known = this.#answers.get(place);
    if (known) {
      return known.fingerprint === fingerprint
        ? { kind: 'repeat', answer: known.answer as Promise<T> }
        : { kind: 'other-input' };
    }
    const answer = perform();
    this.#answers.set(place, { fingerprint, answer });
    answer.catch((error: unknown) => {
      if (!isUncertain(error) && this.#answers.peek(place)?.answer === answer) {
        this.#answers.delete(place);
      }
    });
    return { kind: 'first', answer };
  }
}
