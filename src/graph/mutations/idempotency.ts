import { createHash } from 'node:crypto';
import { isUncertain } from './uncertain.ts';

declare module '../context/context.ts' {
  interface GraphContext {
    /** Answers of mutations that carried an idempotency key, of all requests of this process. */
    readonly idempotency: IdempotencyStore;
  }
}

/** How long a key is remembered, in milliseconds. */
const IDEMPOTENCY_MS = 600_000;
/** Keys that one credential may have remembered at a time: more than PostHog lets it write in that time. */
export const MAX_LIVE_KEYS = 1_000;

interface Remembered {
  readonly credential: string;
  readonly fingerprint: string;
  readonly answer: Promise<unknown>;
  /** Epoch milliseconds of the first attempt. */
  readonly since: number;
  /** Epoch milliseconds after which it is forgotten. */
  readonly until: number;
}

export type Claim<T> =
  | { readonly kind: 'first'; readonly answer: Promise<T> }
  /** `since` is when the first attempt began, in epoch milliseconds. */
  | { readonly kind: 'repeat'; readonly answer: Promise<T>; readonly since: number }
  | { readonly kind: 'other-input' }
  | { readonly kind: 'too-many' };

/** What a key stands for: whose it is, which mutation, and the caller's own word. */
export interface IdempotencyScope {
  readonly credential: string;
  readonly mutation: string;
  readonly key: string;
}

/** Something to be done once. */
export interface IdempotentWork<T> {
  readonly perform: () => Promise<T>;
  /** False for an answer that nothing was changed: it is not stored, so that the caller can try again. */
  readonly hasChanged: (answer: T) => boolean;
}

const hash = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/**
 * Stores the answers of mutations for ten minutes, so that a second click gets the answer of the first one,
 * also while that is still in progress. One per process. A credential finds only its own entries, and no entry is
 * evicted early: a credential with too many is refused further ones. An attempt that certainly changed nothing is
 * removed at once, so that the caller can try again.
 */
export class IdempotencyStore {
  readonly #now: () => Date;
  /** Those that end first come first, since all are remembered equally long. */
  readonly #answers = new Map<string, Remembered>();
  readonly #liveKeys = new Map<string, number>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Answers that are remembered now, of all credentials. */
  get size(): number {
    return this.#answers.size;
  }

  /** Performs, or hands back what was performed under the same scope with the same input. */
  claim<T>(
    scope: IdempotencyScope,
    input: unknown,
    { perform, hasChanged }: IdempotentWork<T>,
  ): Claim<T> {
    const now = this.#now().getTime();
    this.#forgetUntil(now);
    const { credential } = scope;
    const place = hash([credential, scope.mutation, scope.key]);
    const fingerprint = hash(input);
    const known = this.#answers.get(place);
    if (known) {
      return known.fingerprint === fingerprint
        ? { kind: 'repeat', answer: known.answer as Promise<T>, since: known.since }
        : { kind: 'other-input' };
    }
    const live = this.#liveKeys.get(credential) ?? 0;
    if (live >= MAX_LIVE_KEYS) return { kind: 'too-many' };
    const answer = perform();
    const remembered = {
      credential,
      fingerprint,
      answer,
      since: now,
      until: now + IDEMPOTENCY_MS,
    };
    this.#answers.set(place, remembered);
    this.#liveKeys.set(credential, live + 1);
    const settle = async () => {
      try {
        if (!hasChanged(await answer)) this.#forget(place, remembered);
      } catch (error) {
        if (!isUncertain(error)) this.#forget(place, remembered);
      }
    };
    void settle();
    return { kind: 'first', answer };
  }

  #forgetUntil(now: number): void {
    for (const [place, remembered] of this.#answers) {
      if (remembered.until > now) break;
      this.#forget(place, remembered);
    }
  }

  #forget(place: string, remembered: Remembered): void {
    if (this.#answers.get(place) !== remembered) return;
    this.#answers.delete(place);
    const live = (this.#liveKeys.get(remembered.credential) ?? 1) - 1;
    if (live > 0) this.#liveKeys.set(remembered.credential, live);
    else this.#liveKeys.delete(remembered.credential);
  }
}
