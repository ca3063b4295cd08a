import { compareIds } from '../../../../shared-store/shared-store.ts';
import type { Tag } from '../tags.ts';

/** Tags whose last write is remembered; older writes only move the beginning of what is known. */
const MAX_TAGS = 20_000;
/** Own writes that are remembered one by one until they can be logged. */
const MAX_UNANNOUNCED = 1_000;

/** A place in the log of writes. */
export interface Position {
  /** Random name of the log's present beginning. */
  readonly epoch: string;
  /** Id of the last entry that made something stale. */
  readonly at: string;
}

/** What has to be known of an answer to tell whether a write has made it stale. */
export interface Dated extends Position {
  readonly tags: readonly Tag[];
}

/** The writes of all replicas: which tag was made stale last by which entry of the log. */
export class WriteHistory {
  readonly #last = new Map<Tag, string>();
  readonly #maxTags: number;
  /** Own writes that could not be logged yet: whoever reads elsewhere does not know of them. */
  readonly #unannounced = new Set<readonly Tag[]>();
  #epoch = '';
  #completeSince = '';
  #latest = '';

  constructor(maxTags = MAX_TAGS) {
    this.#maxTags = maxTags;
  }

  get epoch(): string {
    return this.#epoch;
  }

  /** Where the log is now, as far as it is known: a read that begins now sees everything up to it. */
  get position(): Position {
    return { epoch: this.#epoch, at: this.#latest };
  }

  /** The tags of own writes that are not logged yet. */
  get unannounced(): ReadonlySet<readonly Tag[]> {
    return this.#unannounced;
  }

  /** Forgets everything: what is known begins with this entry. */
  restart(epoch: string, id: string): void {
    this.#last.clear();
    this.#epoch = epoch;
    this.#completeSince = id;
    this.#latest = id;
  }

  /** Notes that the entry `id` made the tags stale. Entries may come in any order. */
  note(id: string, tags: readonly Tag[]): void {
    if (compareIds(id, this.#latest) > 0) this.#latest = id;
    for (const tag of tags) {
      const last = this.#last.get(tag);
      if (last !== undefined && compareIds(id, last) <= 0) continue;
      this.#last.delete(tag);
      this.#last.set(tag, id);
    }
    // The first tag is the one that has not been written to for the longest time.
    for (const [tag, last] of this.#last) {
      if (this.#last.size <= this.#maxTags) break;
      this.#last.delete(tag);
      if (compareIds(last, this.#completeSince) > 0) this.#completeSince = last;
    }
  }

  /** Own writes that are answered but not logged: answers about them are not taken from other replicas. */
  owe(tags: readonly Tag[]): void {
    if (this.#unannounced.size >= MAX_UNANNOUNCED) {
      const all = new Set([...this.#unannounced].flat());
      this.#unannounced.clear();
      this.#unannounced.add([...all]);
    }
    this.#unannounced.add(tags);
  }

  settle(tags: readonly Tag[]): void {
    this.#unannounced.delete(tags);
  }

  /**
   * True when no write has made the answer stale.
   * @param since the position when the asking read began: an answer that was read no earlier is valid for it
   */
  isValid({ epoch, at, tags }: Dated, since: Position): boolean {
    if (epoch !== this.#epoch || this.#isOwed(tags)) return false;
    if (compareIds(at, since.at) >= 0) return true;
    if (compareIds(at, this.#completeSince) < 0) return false;
    return tags.every((tag) => compareIds(this.#last.get(tag) ?? at, at) <= 0);
  }

  #isOwed(tags: readonly Tag[]): boolean {
    for (const owed of this.#unannounced) if (owed.some((tag) => tags.includes(tag))) return true;
    return false;
  }
}
