import { LRUCache } from 'lru-cache';
import { readOr } from '../core/malformed.ts';

declare module '../context/context.ts' {
  interface GraphContext {
    /** What mutations of this process created and answered, of all requests. */
    readonly answeredCreations: AnsweredCreations;
  }
}

/** More creations than PostHog accepts from twenty keys in the time that a lost one is looked for. */
const MAX_REMEMBERED = 10_000;

export type CreatedKind = 'Experiment' | 'Holdout' | 'SavedMetric' | 'Cohort';

/** What PostHog says of every object that it stores; its numbers are unique in an installation. */
export interface StoredObject {
  readonly id: number;
  readonly created_at?: string | null | undefined;
}

// With the time, because a PostHog whose database was set back, as the sandbox is, numbers anew.
const nameOf = (kind: CreatedKind, stored: StoredObject) =>
  `${kind} ${stored.id} ${readOr(() => stored.created_at, '') ?? ''}`;

/**
 * Remembers which objects were returned by a mutation. When the response to another creation is lost, none of
 * them can be the object it created, whatever its name and age: this distinguishes two creations of the same
 * name shortly after each other. One per process; limited in size, not in time.
 */
export class AnsweredCreations {
  readonly #answered = new LRUCache<string, true>({ max: MAX_REMEMBERED });

  /** Remembers that an object was answered. */
  add(kind: CreatedKind, created: StoredObject): void {
    this.#answered.set(nameOf(kind, created), true);
  }

  /** True for an object that was the answer of an earlier creation. */
  has(kind: CreatedKind, stored: StoredObject): boolean {
    return this.#answered.has(nameOf(kind, stored));
  }
}
