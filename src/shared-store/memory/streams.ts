import {
  compareIds,
  isEntryId,
  type SharedStreams,
  type StreamBounds,
  type StreamEntry,
} from '../shared-store.ts';

interface Kept {
  entries: StreamEntry[];
  /** Epoch milliseconds. */
  until: number;
}

/** Streams in the memory of this process. */
export class MemoryStreams implements SharedStreams {
  readonly #now: () => number;
  readonly #streams = new Map<string, Kept>();
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Streams that are kept. */
  get size(): number {
    return this.#streams.size;
  }

  append(stream: string, value: string, { keep, ttlMs }: StreamBounds): Promise<string> {
    this.#forgetExpired();
    this.#count += 1;
    const id = `${this.#now()}-${this.#count}`;
    const entries = [...(this.#streams.get(stream)?.entries ?? []), { id, value }].slice(-keep);
    this.#streams.set(stream, { entries, until: this.#now() + ttlMs });
    return Promise.resolve(id);
  }

  read(stream: string, after?: string): Promise<readonly StreamEntry[]> {
    if (after !== undefined && !isEntryId(after)) return Promise.resolve([]);
    const entries = this.#live(stream);
    const later = ({ id }: StreamEntry) => after === undefined || compareIds(id, after) > 0;
    return Promise.resolve(entries.filter(later));
  }

  find(stream: string, id: string): Promise<StreamEntry | undefined> {
    return Promise.resolve(this.#live(stream).find((entry) => entry.id === id));
  }

  last(stream: string): Promise<StreamEntry | undefined> {
    return Promise.resolve(this.#live(stream).at(-1));
  }

  #live(stream: string): readonly StreamEntry[] {
    const kept = this.#streams.get(stream);
    return kept && kept.until > this.#now() ? kept.entries : [];
  }

  #forgetExpired(): void {
    const now = this.#now();
    for (const [stream, { until }] of this.#streams) if (until <= now) this.#streams.delete(stream);
  }
}
