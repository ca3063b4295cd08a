import { LRUCache } from 'lru-cache';

/** How long the number is remembered, in milliseconds. The owner of a key may open another project at any time. */
const REMEMBERED_MS = 60_000;
/** Keys whose project is remembered at a time; the least recently used is forgotten first. */
const MAX_KEYS = 10_000;

/** The project that `@current` means for one key. */
export interface CurrentProjectMemory {
  /** Its number as text; undefined when it is not known yet, or was last read over a minute ago. */
  known(): string | undefined;
  /** Remembers what PostHog said: an account's open project, or the team of a row read under `@current`. */
  learn(projectId: number): void;
}

/**
 * The numbers of the projects that `@current` means, by key, so that reading them takes at most one call per key
 * and minute. One per process.
 */
export class CurrentProjects {
  readonly #numbers: LRUCache<string, string>;

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number) {
    this.#numbers = new LRUCache({
      max: MAX_KEYS,
      ttl: REMEMBERED_MS,
      ttlResolution: 0,
      perf: { now },
    });
  }

  /** The memory of one key; one that remembers nothing for a request without a key. */
  of(credential: string | undefined): CurrentProjectMemory {
    return {
      known: () => (credential === undefined ? undefined : this.#numbers.get(credential)),
      learn: (projectId) => {
        if (credential !== undefined) this.#numbers.set(credential, String(projectId));
      },
    };
  }
}
