import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SharedStore } from '../../shared-store/shared-store.ts';
import { readOr } from '../core/malformed.ts';

declare module '../context/context.ts' {
  interface GraphContext {
    /** What mutations created and answered, of all requests of all replicas. */
    readonly answeredCreations: AnsweredCreations;
  }
}

/** More creations than PostHog accepts from twenty keys in the time that a lost one is looked for. */
const MAX_REMEMBERED = 10_000;
/** Longer than a lost creation is looked for: ten minutes and the margin for clocks that differ. */
const SHARED_MS = 900_000;

export type CreatedKind = 'Experiment' | 'Holdout' | 'SavedMetric' | 'Cohort';

/** What PostHog says of every object that it stores; its numbers are unique in an installation. */
export interface StoredObject {
  readonly id: number;
  readonly created_at?: string | null | undefined;
}

// With the time, because a PostHog whose database was set back, as the sandbox is, numbers anew.
const nameOf = (kind: CreatedKind, stored: StoredObject) =>
  `${kind} ${stored.id} ${readOr(() => stored.created_at, '') ?? ''}`;

const sharedName = (name: string) => `created ${hash('sha256', name, 'base64url')}`;

/**
 * Remembers which objects were returned by a mutation, of any replica. When the response to another creation is lost,
 * none of them can be the object it created, whatever its name and age: this distinguishes two creations of the same
 * name shortly after each other.
 */
export class AnsweredCreations {
  readonly #answered = new LRUCache<string, true>({ max: MAX_REMEMBERED });
  readonly #store: SharedStore;

  constructor(store: SharedStore) {
    this.#store = store;
  }

  /** Remembers that an object was answered. Where the store cannot be used, only this replica knows it. */
  async add(kind: CreatedKind, created: StoredObject): Promise<void> {
    const name = nameOf(kind, created);
    this.#answered.set(name, true);
    if (!this.#store.isShared) return;
    await this.#store.values.set(sharedName(name), '1', SHARED_MS).catch(() => undefined);
  }

  /**
   * True for an object that was the answer of an earlier creation.
   * @throws StoreUnavailable when only the other replicas may know it and cannot be asked
   */
  async has(kind: CreatedKind, stored: StoredObject): Promise<boolean> {
    const name = nameOf(kind, stored);
    if (this.#answered.has(name)) return true;
    if (!this.#store.isShared) return false;
    return (await this.#store.values.get(sharedName(name))) !== undefined;
  }
}
