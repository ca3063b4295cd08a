import { LRUCache } from 'lru-cache';

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
const nameOf = (kind: CreatedKind, { id, created_at: at }: StoredObject) =>
  `${kind} ${id} ${at ?? ''}`;

/**
 * Remembers which objects have been the answer of a mutation. When the answer of another creation does not
 * arrive, none of them can be what it left, whatever its name and its age: two creations of the same name, one
 * shortly after the other, are thereby told apart. One per process, bounded, and without time.
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
