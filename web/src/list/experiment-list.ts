import type { ApolloClient } from '@apollo/client';
import { failureOf } from '../graph/failure.ts';
import { projectTransform, projectVar } from '../graph/project.ts';
import type {
  ExperimentFilter,
  ExperimentOrder,
  ExperimentRowFragment,
  ExperimentsQuery,
} from '../generated/graphql.ts';
import { ExperimentsDocument } from './documents.ts';
import { Retrying } from './retrying.ts';

/** Rows of a page: as many as PostHog lists in one call. */
export const PAGE = 100;

/** Pages that are read at the same time, when somebody scrolls past several. */
const AT_ONCE = 6;

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

type Answer = ApolloClient.QueryResult<ExperimentsQuery, 'all'>;

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
  /** Where all pages begin after the first, by the API's count of the rows; empty where it does not say. */
  #pageCursors: readonly string[] = [];
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
    for (let pages = this.#next(); pages.length > 0 && this.#stop; pages = this.#next()) {
      // What is looked at meanwhile is read next.
      // oxlint-disable-next-line no-await-in-loop
      if (!(await this.#read(pages))) break;
    }
    this.#isWorking = false;
    this.#set({ isReading: false });
  }

  /** The pages to read next, in their order. */
  #next(): readonly number[] {
    const [from, to] = this.#isWhole ? [0, Infinity] : this.#seen;
    const due = [...this.#due].filter((page) => page * PAGE < to && (page + 1) * PAGE > from);
    if (due.length > 0) return due.toSorted((one, other) => one - other).slice(0, AT_ONCE);
    const { rows, isComplete } = this.#state;
    if (!rows || isComplete || to <= rows.length) return [];
    const first = this.#cursors.length;
    const wanted = Math.min(Math.ceil(to / PAGE) - first, AT_ONCE);
    const known = this.#pageCursors.length + 1 - first;
    // Where the API does not say where pages begin, each one says where the next does.
    return Array.from({ length: Math.max(1, Math.min(wanted, known)) }, (_, at) => first + at);
  }

  /** Reads pages at once, and stores them in their order. @returns false when one has failed */
  async #read(pages: readonly number[]): Promise<boolean> {
    this.#set({ isReading: true });
    const asked = pages.map((page) => {
      const wasDue = this.#due.delete(page);
      const after = this.#after(page);
      return { page, wasDue, after, answer: after === undefined ? undefined : this.#ask(after) };
    });
    const answers = await Promise.all(asked.map(({ answer }) => answer));
    let hasFailed = false;
    // Together, so that the rows are read from the cache and drawn once.
    this.#client.cache.batch({
      update: () => {
        for (const [place, { page, wasDue, after }] of asked.entries()) {
          const answer = answers[place];
          if (hasFailed && wasDue) this.#due.add(page);
          // Where the list has become shorter, the page is behind its end.
          const isBehind = page > 0 && this.#cursors[page - 1] !== after;
          if (hasFailed || !answer || after === undefined || isBehind) continue;
          hasFailed = !this.#store(page, after, answer);
          if (wasDue) this.#forgetDropped(page);
        }
      },
    });
    this.#set(this.#cached());
    return !hasFailed;
  }

  /** Where a page begins; undefined where that is not known. */
  #after(page: number): string | null | undefined {
    return page === 0 ? null : (this.#cursors[page - 1] ?? this.#pageCursors[page - 1]);
  }

  #ask(after: string | null) {
    return this.#client.query({
      query: ExperimentsDocument,
      variables: this.#variables(after),
      fetchPolicy: 'no-cache',
      errorPolicy: 'all',
    });
  }

  /** @returns false when there is nothing to store, because it has failed */
  #store(page: number, after: string | null, { data, error }: Answer): boolean {
    const list = data?.experiments;
    if (!list) {
      this.#due.add(page);
      const retryAt = this.#stop && this.#retrying.after(failureOf(error));
      this.#isRefused = retryAt === undefined;
      this.#set({ error: error ?? new Error('The API answered nothing.'), retryAt });
      return false;
    }
    this.#retrying.succeeded();
    const variables = this.#variables(after);
    this.#client.cache.writeQuery({ query: this.#document, variables, data });
    this.#set({ error, retryAt: undefined });
    const { hasNextPage, endCursor } = list.pageInfo ?? {};
    if (!hasNextPage) this.#cursors.length = page;
    else if (endCursor != null) this.#cursors[page] = endCursor;
    return true;
  }

  /** The cache drops the pages behind one whose experiments have changed: they are read anew. */
  #forgetDropped(page: number): void {
    const held = Math.ceil((this.#cached().rows?.length ?? 0) / PAGE);
    this.#cursors.length = Math.min(this.#cursors.length, Math.max(page + 1, held));
  }

  #cached(): Partial<ListState> {
    const variables = this.#variables(null);
    // As the cache is watched, so that both share what was read of it.
    const optimistic = true;
    const query = { query: this.#document, variables };
    const list = this.#client.cache.readQuery(query, optimistic)?.experiments;
    if (!list) return {};
    this.#pageCursors = list.pageCursors ?? [];
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
