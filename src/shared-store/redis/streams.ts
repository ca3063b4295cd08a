import {
  isEntryId,
  type SharedStreams,
  type StreamBounds,
  type StreamEntry,
} from '../shared-store.ts';
import type { RedisCommands } from './connection/commands.ts';
import type { Codec } from './encoding/codec.ts';
import { appendEntry } from './scripts/streams.ts';
import { whole } from './values.ts';

/** An id and the fields of an entry, which are names and values in turn. */
type Raw = readonly [id: Buffer, fields: readonly Buffer[]];

/** Streams in Redis. */
export class RedisStreams implements SharedStreams {
  readonly #commands: RedisCommands;
  readonly #codec: Codec;
  readonly #prefix: string;

  constructor(commands: RedisCommands, codec: Codec, prefix: string) {
    this.#commands = commands;
    this.#codec = codec;
    this.#prefix = `${prefix}stream:`;
  }

  async append(stream: string, value: string, { keep, ttlMs }: StreamBounds): Promise<string> {
    const place = this.#prefix + stream;
    const bytes = await this.#codec.encode(place, value);
    return String(await this.#commands.run(appendEntry, [place], [bytes, keep, whole(ttlMs)]));
  }

  async read(stream: string, after?: string): Promise<readonly StreamEntry[]> {
    if (after !== undefined && !isEntryId(after)) return [];
    const place = this.#prefix + stream;
    const from = after === undefined ? '-' : `(${after}`;
    return this.#entries(
      place,
      await this.#commands.send((client) => client.xrangeBuffer(place, from, '+')),
    );
  }

  async find(stream: string, id: string): Promise<StreamEntry | undefined> {
    if (!isEntryId(id)) return undefined;
    const place = this.#prefix + stream;
    const raw = await this.#commands.send((client) => client.xrangeBuffer(place, id, id));
    return (await this.#entries(place, raw))[0];
  }

  async last(stream: string): Promise<StreamEntry | undefined> {
    const place = this.#prefix + stream;
    const raw = await this.#commands.send((client) =>
      client.xrevrangeBuffer(place, '+', '-', 'COUNT', 1),
    );
    return (await this.#entries(place, raw))[0];
  }

  async #entries(place: string, raw: readonly Raw[]): Promise<readonly StreamEntry[]> {
    const entries = await Promise.all(
      raw.map(async ([id, [, bytes]]) => ({
        id: String(id),
        value: bytes && (await this.#codec.decode(place, bytes)),
      })),
    );
    return entries.filter((entry): entry is StreamEntry => entry.value !== undefined);
  }
}
