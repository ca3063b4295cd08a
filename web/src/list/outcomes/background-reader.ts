import type { ApolloClient } from '@apollo/client';
import { failureOf } from '../../graph/failure.ts';
import { Retrying } from '../retrying.ts';
import { hasRoom } from './budget.ts';
import { readingVar } from './reading-var.ts';

/** Experiments of one request: some 25 upstream calls, so that a person who asks for something is not in line for long. */
const BATCH = 10;
/** Seconds after which it looks again whether the budget has room. */
const SHORT_WAIT = 15;

/** One kind of thing that is read of experiments. */
export interface Source {
  /** True for an experiment that has to be read. */
  isMissing(id: string): boolean;
  /** Reads some experiments and stores what was found. @throws what failed as a whole */
  read(ids: readonly string[]): Promise<void>;
}

/**
 * Reads what is known of experiments in the background: batch by batch, as long as somebody wants it, and only while the
 * budget has room.
 */
export class BackgroundReader {
  readonly #client: ApolloClient;
  readonly #retrying = new Retrying(() => void this.#work());
  #wanted: readonly (readonly [Source, readonly string[]])[] = [];
  #isWorking = false;

  constructor(client: ApolloClient) {
    this.#client = client;
  }

  /** Replaces what is wanted, the first first. */
  want(wanted: readonly (readonly [Source, readonly string[]])[]): void {
    this.#wanted = wanted;
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isWorking || this.#retrying.isWaiting) return;
    this.#isWorking = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const [source, ids] = next;
      // One batch after the other, so that what is wanted meanwhile is read next.
      // oxlint-disable-next-line no-await-in-loop
      if (!(await this.#attempt(source, ids))) break;
    }
    this.#isWorking = false;
  }

  async #attempt(source: Source, ids: readonly string[]): Promise<boolean> {
    try {
      if (!(await hasRoom(this.#client))) return this.#wait('BUDGET_EXCEEDED', SHORT_WAIT);
      await source.read(ids);
    } catch (error) {
      const { code, retryAfterSeconds } = failureOf(error);
      return this.#wait(code, retryAfterSeconds);
    }
    this.#retrying.succeeded();
    if (readingVar().waitsUntil) readingVar({ waitsUntil: null, because: null });
    return true;
  }

  #wait(because: string, retryAfterSeconds: number | undefined): false {
    const until = this.#retrying.after({ canRetry: true, retryAfterSeconds });
    readingVar({ waitsUntil: until ?? null, because });
    return false;
  }

  #next(): readonly [Source, readonly string[]] | undefined {
    for (const [source, ids] of this.#wanted) {
      const missing = ids.filter((id) => source.isMissing(id)).slice(0, BATCH);
      if (missing.length > 0) return [source, missing];
    }
    return undefined;
  }
}
