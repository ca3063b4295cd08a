import {
  compareIds,
  isEntryId,
  type SharedStreams,
  type StreamBounds,
  type StreamEntry,
} from '../shared-store.ts';

interface Kept {
  entries: readonly StreamEntry[];
  /** Epoch milliseconds. */
  until: number;
  characters: number;
}

export interface MemoryStreamsOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /**
   * Characters that all streams together may have, without a limit by default; the streams that were appended to longest
   * ago are deleted first.
   */
  readonly maxCharacters?: number;
  readonly maxStreams?: number;
}

/** Streams in the memory of this process; bounded where callers outside this process can make them grow. */
export class MemoryStreams implements SharedStreams {
  readonly #options: MemoryStreamsOptions;
  /** In the order in which they were last appended to. */
  readonly #streams = new Map<string, Kept>();
  #characters = 0;
  #count = 0;

  constructor(options: MemoryStreamsOptions) {
    this.#options = options;
  }

  /** Streams that are kept, and their characters. */
  get size(): { readonly streams: number; readonly characters: number } {
    return { streams: this.#streams.size, characters: this.#characters };
  }

  append(stream: string, value: string, { keep, ttlMs }: StreamBounds): Promise<string> {
    const now = this.#options.now();
    this.#count += 1;
    const id = `${now}-${this.#count}`;
    const entries = [...this.#live(stream), { id, value }].slice(-keep);
    this.#delete(stream);
    const characters = entries.reduce((sum, entry) => sum + entry.value.length, stream.length);
    this.#streams.set(stream, { entries, until: now + ttlMs, characters });
    this.#characters += characters;
    this.#makeRoom(now);
    return Promise.resolve(id);
  }

  read(stream: string, after?: string): Promise<readonly StreamEntry[]> {
    if (after !== undefined && !isEntryId(after)) return Promise.resolve([]);
    const isLater = ({ id }: StreamEntry) => after === undefined || compareIds(id, after) > 0;
    return Promise.resolve(this.#live(stream).filter(isLater));
  }

  find(stream: string, id: string): Promise<StreamEntry | undefined> {
    return Promise.resolve(this.#live(stream).find((entry) => entry.id === id));
  }

  last(stream: string): Promise<StreamEntry | undefined> {
    return Promise.resolve(this.#live(stream).at(-1));
  }

  #live(stream: string): readonly StreamEntry[] {
    const kept = this.#streams.get(stream);
    return kept && kept.until > this.#options.now() ? kept.entries : [];
  }

  #makeRoom(now: number): void {
    const { maxCharacters = Infinity, maxStreams = Infinity } = this.#options;
    for (const [stream, { until }] of this.#streams) {
      const isTooMuch = this.#characters > maxCharacters || this.#streams.size > maxStreams;
      if (until > now && !isTooMuch) break;
      this.#delete(stream);
    }
  }

  #delete(stream: string): void {
    this.#characters -= this.#streams.get(stream)?.characters ?? 0;
    this.#streams.delete(stream);
  }
}
