import type { ApolloClient } from '@apollo/client';
import { failureOf } from '../graph/failure.ts';
import { projectTransform, projectVar } from '../graph/project.ts';
import type {
  ExperimentFilter,
  ExperimentOrder,
  ExperimentRowFragment,
} from '../generated/graphql.ts';
import { ExperimentsDocument } from './documents.ts';
import { Retrying } from './retrying.ts';

/** Rows of a page: as many as PostHog lists in one call. */
export const PAGE = 100;

export interface ListQuery {
  readonly filter: ExperimentFilter;
  readonly orderBy: ExperimentOrder | undefined;
}

/** A list as far as it was read. */
export interface ListState {
  /** Undefined before the first page. A row that PostHog has in a form that cannot be read is left out. */
  readonly rows: readonly ExperimentRowFragment[] | undefined;
  /** Number of all rows; null where PostHog does not say. */
  readonly total: number | null;
  readonly isComplete: boolean;
  readonly isReading: boolean;
  /** Why the last attempt has failed, wholly or in part; undefined after one that succeeded. */
  readonly error: unknown;
  /** When it is tried again by itself; undefined when it is not. */
  readonly retryAt: Date | undefined;
}

/** Where the pages of each list begin, after the first, so that a single one can be read again. */
const cursors = new Map<string, string[]>();

/**
 * A list that is read page by page, as far as it is looked at, and whose pages can be read again one by one. Rows are in
 * Apollo's cache, so that what changes on another page changes here; an answer without rows, which is one that failed,
 * leaves them as they are.
 */
export class ExperimentList {
  readonly query: ListQuery;
  readonly #client: ApolloClient;
  /** The query as the cache knows it, with the project. */
  readonly #document: typeof ExperimentsDocument;
  readonly #cursors: string[];
  readonly #listeners = new Set<() => void>();
  readonly #retrying = new Retrying(() => void this.#work());
  #state: ListState;
  /** Pages that have to be read again once they are looked at. */
  readonly #due = new Set<number>();
  /** The rows that are looked at: the first, and the one behind the last. */
  #seen: readonly [number, number] = [0, 1];
  #isWhole = false;
  #isWorking = false;
  /** True after a refusal that would come again. */
  #isRefused = false;
  #stop: (() => void) | undefined;
  /** The rows as the cache has them, and without those that cannot be read. */
  #nodes: readonly unknown[] | undefined;
  #rows: readonly ExperimentRowFragment[] = [];

  /** @param again whether what the cache has of it is read again at once */
  constructor(client: ApolloClient, query: ListQuery, again = true) {
    this.#client = client;
    this.query = query;
    this.#document = projectTransform.transformDocument(ExperimentsDocument);
    const key = JSON.stringify([projectVar(), query]);
    this.#cursors = cursors.get(key) ?? [];
    cursors.set(key, this.#cursors);
    this.#state = {
      rows: undefined,
      total: null,
      isComplete: false,
      isReading: true,
      error: undefined,
      retryAt: undefined,
      ...this.#cached(),
    };
    if (again || !this.#state.rows) this.#due.add(0);
  }

  readonly state = (): ListState => this.#state;

  /** Begins to follow the cache and to read, until the last subscriber has left. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#stop) {
      this.#stop = this.#follow();
      void this.#work();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  };

  /** Reads the pages of these rows, if they are missing or have changed. */
  see(from: number, to: number): void {
    this.#seen = [from, Math.max(to, from + 1)];
    void this.#work();
  }

  /** Reads all pages, or no longer. */
  readWhole(isWhole: boolean): void {
    this.#isWhole = isWhole;
    void this.#work();
  }

  /** Reads again what is looked at, now, and the rest once it is. */
  readonly refresh = (): void => {
    this.#retrying.now();
    this.#isRefused = false;
    for (let page = 0; page * PAGE < (this.#state.rows?.length ?? 1); page += 1)
      this.#due.add(page);
    void this.#work();
  };

  #follow(): () => void {
    const unwatch = this.#client.cache.watch({
      query: this.#document,
      variables: this.#variables(null),
      optimistic: true,
      callback: () => this.#set(this.#cached()),
    });
    this.#set(this.#cached());
    return () => {
      unwatch();
      this.#retrying.stop();
    };
  }

  async #work(): Promise<void> {
    if (this.#isWorking || this.#isRefused || !this.#stop || this.#retrying.isWaiting) return;
    this.#isWorking = true;
    for (let page = this.#next(); page !== undefined && this.#stop; page = this.#next()) {
      // Where a page ends is known once it was read.
      // oxlint-disable-next-line no-await-in-loop
      if (!(await this.#read(page))) break;
    }
    this.#isWorking = false;
    this.#set({ isReading: false });
  }

  /** The page to read next; undefined when there is nothing to read. */
  #next(): number | undefined {
    const [from, to] = this.#isWhole ? [0, Infinity] : this.#seen;
    const due = [...this.#due].filter((page) => page * PAGE < to && (page + 1) * PAGE > from);
    if (due.length > 0) return Math.min(...due);
    const { rows, isComplete } = this.#state;
    return rows && !isComplete && to > rows.length ? this.#cursors.length : undefined;
  }

  /** @returns false when it has failed */
  async #read(page: number): Promise<boolean> {
    const after = page === 0 ? null : this.#cursors[page - 1];
    // Behind the end of what was read, because the list has become shorter.
    this.#due.delete(page);
    if (after === undefined) return true;
    this.#set({ isReading: true });
    const variables = this.#variables(after);
    const { data, error } = await this.#client.query({
      query: ExperimentsDocument,
      variables,
      fetchPolicy: 'no-cache',
      errorPolicy: 'all',
    });
    const list = data?.experiments;
    if (!list) {
      this.#due.add(page);
      const retryAt = this.#stop && this.#retrying.after(failureOf(error));
      this.#isRefused = retryAt === undefined;
      this.#set({ error: error ?? new Error('The API answered nothing.'), retryAt });
      return false;
    }
    this.#retrying.succeeded();
    this.#client.cache.writeQuery({ query: this.#document, variables, data });
    this.#set({ ...this.#cached(), error, retryAt: undefined });
    const { hasNextPage, endCursor } = list.pageInfo ?? {};
    if (hasNextPage && endCursor != null) this.#cursors[page] = endCursor;
    // The cache drops the pages behind one whose experiments have changed.
    const held = Math.ceil((this.#state.rows?.length ?? 0) / PAGE);
    this.#cursors.length = hasNextPage
      ? Math.min(this.#cursors.length, Math.max(page + 1, held))
      : page;
    return true;
  }

  #cached(): Partial<ListState> {
    const variables = this.#variables(null);
    const list = this.#client.cache.readQuery({ query: this.#document, variables })?.experiments;
    if (!list) return {};
    if (list.nodes !== this.#nodes) this.#rows = list.nodes.filter((row) => row !== null);
    this.#nodes = list.nodes;
    return {
      rows: this.#rows,
      total: list.totalCount,
      isComplete: list.pageInfo?.hasNextPage === false,
    };
  }

  #variables(after: string | null) {
    const { filter, orderBy } = this.query;
    return { first: PAGE, after, filter, orderBy: orderBy ?? null };
  }

  #set(change: Partial<ListState>): void {
    const names = Object.keys(change) as (keyof ListState)[];
    if (names.every((name) => change[name] === this.#state[name])) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
