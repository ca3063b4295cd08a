import { LRUCache } from 'lru-cache';
import type { SharedValues } from '../../../../shared-store/shared-store.ts';
import { isPostHogFailure, type PostHogFailure } from '../../../errors/errors.ts';
import { answerOf } from '../../../http/answer.ts';
import { rawOf } from '../../../http/raw-failure.ts';
import type { UpstreamAnswer, UpstreamRequest } from '../../../request/exchange.ts';
import { accessTags } from '../access-tags.ts';
import { isAbsence } from '../absence.ts';
import { freshUntil, type FreshnessSeconds } from '../kinds.ts';
import { tagsOfAnswer } from '../tags.ts';
import type { Position } from './history.ts';
import { nameOf } from './names.ts';
import {
  decodeAnswer,
  encodeAnswer,
  isStorable,
  wireOf,
  type SharedAnswer,
} from './shared-answer.ts';

/** Larger answers are not shared: moving them takes longer than is gained. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Answers are stored at least so long that replicas that wait for one can pick it up. */
const PICK_UP_MS = 5_000;

export interface AnswersOptions {
  readonly values: SharedValues;
  readonly namespace: string;
  /** Name of this replica. */
  readonly replica: string;
  readonly seconds: FreshnessSeconds;
  readonly maxStaleMs: number;
  /** Bytes of answers that this replica may have in the store, before compression. */
  readonly maxBytes: number;
  readonly lazyRows: boolean;
  readonly now: () => number;
}

/** PostHog's answers in the shared store, each found only by the key that read it. */
export class SharedAnswers {
  readonly #options: AnswersOptions;
  /** The sizes of the answers that this replica has stored, by their names; some may have expired. */
  readonly #sizes: LRUCache<string, number>;
  #stored = 0;

  constructor(options: AnswersOptions) {
    this.#options = options;
    this.#sizes = new LRUCache({
      maxSize: Math.max(1, options.maxBytes),
      sizeCalculation: (bytes) => Math.max(1, bytes),
      dispose: (_bytes, place, reason) => {
        if (reason === 'evict') options.values.delete(place).catch(() => undefined);
      },
    });
  }

  /** @throws StoreUnavailable */
  async find(request: UpstreamRequest): Promise<SharedAnswer | undefined> {
    const text = await this.#options.values.get(this.#place(request));
    return text === undefined ? undefined : decodeAnswer(text);
  }

  /**
   * The refusal that another replica has just got.
   * @throws StoreUnavailable
   */
  async findRefusal(request: UpstreamRequest): Promise<SharedAnswer | undefined> {
    const text = await this.#options.values.get(`${this.#place(request)}:refusal`);
    return text === undefined ? undefined : decodeAnswer(text);
  }

  /**
   * Stores an answer of PostHog.
   * @param at the position in the log of writes when the read began
   * @returns false when it was not stored: it is too large, or contains a key
   * @throws StoreUnavailable
   */
  async store(request: UpstreamRequest, answer: UpstreamAnswer, at: Position): Promise<boolean> {
    const { raw } = answer;
    if (raw === undefined || raw.length > MAX_BYTES) return false;
    const said = { status: 200, body: raw.toString('utf8') };
    return this.#store(this.#place(request), request, said, answer, at);
  }

  /**
   * Stores that PostHog has nothing there, as long as an answer would be, or that it refused, for those who wait.
   * @returns false when it was not PostHog's own answer, or may not be stored
   * @throws StoreUnavailable
   */
  async storeFailure(
    request: UpstreamRequest,
    failure: PostHogFailure,
    at: Position,
  ): Promise<boolean> {
    const raw = rawOf(failure);
    if (raw === undefined || raw.body.length > MAX_BYTES) return false;
    const said = {
      status: raw.status,
      body: raw.body.toString('utf8'),
      retryAfter: raw.headers['retry-after'],
    };
    const place = isAbsence(failure) ? this.#place(request) : `${this.#place(request)}:refusal`;
    const asOf = this.#options.now();
    return this.#store(place, request, said, { json: failure, bytes: 0, asOf }, at);
  }

  /**
   * Reads a stored answer as if PostHog had just sent it. Its `json` is a `PostHogFailure` when PostHog refused or has
   * nothing there; undefined for an answer that cannot be read.
   */
  read({ operation, apiKey }: UpstreamRequest, shared: SharedAnswer): UpstreamAnswer | undefined {
    const { lazyRows } = this.#options;
    const { asOf } = shared;
    const wire = wireOf(shared);
    try {
      const json = answerOf(operation, wire, { credential: apiKey, now: asOf, lazyRows });
      return { json, bytes: wire.body.length, asOf };
    } catch (error) {
      const isOwn = isPostHogFailure(error) && error.kind !== 'malformed';
      return isOwn ? { json: error, bytes: wire.body.length, asOf } : undefined;
    }
  }

  #place(request: UpstreamRequest): string {
    return `${this.#options.namespace}:${nameOf(request)}`;
  }

  async #store(
    place: string,
    { operation, target, apiKey }: UpstreamRequest,
    said: Pick<SharedAnswer, 'status' | 'body' | 'retryAfter'>,
    { json, asOf }: UpstreamAnswer,
    at: Position,
  ): Promise<boolean> {
    if (!isStorable(said.body, apiKey)) return false;
    const { values, seconds, maxStaleMs, replica, now } = this.#options;
    const until = freshUntil(operation.id, json, seconds, asOf);
    this.#stored += 1;
    const text = encodeAnswer({
      id: `${replica} ${this.#stored}`,
      ...at,
      asOf,
      freshUntil: until,
      tags: [...tagsOfAnswer(operation, target, json), ...accessTags(apiKey, target)],
      ...said,
    });
    const ttlMs = Math.max(until, asOf + maxStaleMs) - now();
    await values.set(place, text, Math.max(ttlMs, PICK_UP_MS));
    // The answers stored longest ago are deleted when there are too many.
    this.#sizes.set(place, text.length);
    return true;
  }
}
