import type { Tag } from '../tags.ts';

interface Pending {
  readonly write: string;
  readonly tags: readonly Tag[];
  /** Epoch milliseconds, by the clock of this process. */
  readonly until: number;
}

/** Writes of other replicas that have begun and not ended. */
export class PendingWrites {
  readonly #writes = new Map<string, Pending>();
  #due = Infinity;

  /** Epoch milliseconds from which one of them counts as left unfinished; never later than that. */
  get due(): number {
    return this.#due;
  }

  begin(write: string, tags: readonly Tag[], until: number): void {
    this.#writes.set(write, { write, tags, until });
    this.#due = Math.min(this.#due, until);
  }

  end(write: string): void {
    this.#writes.delete(write);
    if (this.#writes.size === 0) this.#due = Infinity;
  }

  /** Removes and returns the writes that should have ended by now. */
  takeOverdue(now: number): readonly Pending[] {
    const overdue = [...this.#writes.values()].filter(({ until }) => until <= now);
    for (const { write } of overdue) this.#writes.delete(write);
    this.#due = Math.min(...[...this.#writes.values()].map(({ until }) => until));
    return overdue;
  }
}
