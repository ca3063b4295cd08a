import type { SharedValues } from '../../../../shared-store/shared-store.ts';
import type { Tag } from '../tags.ts';
import { nameOfAccess } from './names.ts';

/** Longer than any answer is stored: 24 hours of results, and the time it may be served stale. */
const TTL_MS = 3 * 86_400_000;

/**
 * By whose access there are answers, at any replica or in the store. A replica that has none itself asks here whether a
 * refused key has to be announced to the others: for keys that somebody makes up, the log of writes must not grow.
 */
export class StoredAccess {
  readonly #values: SharedValues;
  readonly #namespace: string;

  constructor(values: SharedValues, namespace: string) {
    this.#values = values;
    this.#namespace = namespace;
  }

  /**
   * Notes the access by which PostHog has answered.
   * @throws StoreUnavailable
   */
  async note(tags: readonly Tag[]): Promise<void> {
    await Promise.all(tags.map((tag) => this.#values.set(this.#nameOf(tag), '1', TTL_MS)));
  }

  /**
   * Forgets an access that is lost. @returns whether it was noted
   * @throws StoreUnavailable
   */
  async forget(tags: readonly Tag[]): Promise<boolean> {
    const found = await Promise.all(tags.map((tag) => this.#values.delete(this.#nameOf(tag))));
    return found.includes(true);
  }

  #nameOf(tag: Tag): string {
    return `${this.#namespace}:${nameOfAccess(tag)}`;
  }
}
