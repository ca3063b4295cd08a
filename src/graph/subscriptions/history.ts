import type { SharedStreams, StreamEntry } from '../../shared-store/shared-store.ts';
import { entryIn, eventId, placeOf } from './event-id.ts';

/** A state that is kept, as text (`sighting.ts`), and the id of the events that report it. */
export interface KeptState {
  readonly id: string;
  readonly text: string;
}

/** Maximum length of the stored states of one topic, in characters. */
const MAX_CHARACTERS = 2_000_000;
/** Maximum number of its states, however small they are. */
const MAX_STATES = 256;
/** A state is kept for this long at least, and the present one as long as it is watched. */
export const KEPT_MS = 3_600_000;

/** The last states of one topic with one key, so that a subscriber can continue after the one it saw last. */
export class History {
  readonly #streams: SharedStreams;
  readonly #stream: string;
  readonly #place: string;

  /** @param keptBy says where the streams are: ids are not found in another place */
  constructor(streams: SharedStreams, stream: string, keptBy: string) {
    this.#streams = streams;
    this.#stream = stream;
    this.#place = placeOf(stream, keptBy);
  }

  /**
   * Keeps a state.
   * @returns its id
   * @throws StoreUnavailable
   */
  async append(text: string): Promise<string> {
    const keep = Math.min(MAX_STATES, Math.max(2, Math.floor(MAX_CHARACTERS / text.length)));
    const entry = await this.#streams.append(this.#stream, text, { keep, ttlMs: KEPT_MS });
    return eventId(this.#place, entry);
  }

  /** True for an id that can only be found here. */
  has(id: string | undefined): boolean {
    return id !== undefined && entryIn(this.#place, id) !== undefined;
  }

  /**
   * The state with this id; undefined when it is not kept, or not here.
   * @throws StoreUnavailable
   */
  async find(id: string): Promise<KeptState | undefined> {
    const entry = entryIn(this.#place, id);
    if (entry === undefined) return undefined;
    const found = await this.#streams.find(this.#stream, entry);
    return found && this.#kept(found);
  }

  /** @throws StoreUnavailable */
  async last(): Promise<KeptState | undefined> {
    const entry = await this.#streams.last(this.#stream);
    return entry && this.#kept(entry);
  }

  readonly #kept = ({ id, value }: StreamEntry): KeptState => ({
    id: eventId(this.#place, id),
    text: value,
  });
}
