import { parseObject } from '../../../../shared-store/parse-object.ts';
import {
  isEntryId,
  type SharedMessages,
  type Subscription,
} from '../../../../shared-store/shared-store.ts';
import { settledWithin } from './settled-within.ts';
import { decodeEntry, encodeEntry, type LogEntry } from './log-entry.ts';

export interface AnnouncementListener {
  /** An entry that another replica has appended to the log. */
  entry(id: string, entry: LogEntry): void;
  /** Messages may have been missed. */
  missed(): void;
}

/** How long acknowledgements are waited for, and how long after one was missing the last time. */
const PATIENCE_MS = 250;
const LESS_PATIENCE_MS = 50;

/** Acknowledgements of one announcement. */
interface Awaited {
  count: number;
  /** Undefined until the store has told how many replicas were sent the message. */
  expected: number | undefined;
  readonly complete: () => void;
}

/**
 * Tells all replicas of an entry in the log and learns when they have applied it. A message is delivered at most once:
 * who misses one finds the entry in the log.
 */
export class Announcements {
  readonly #messages: SharedMessages;
  readonly #channel: string;
  readonly #replica: string;
  readonly #subscriptions: readonly Subscription[];
  readonly #awaited = new Map<string, Awaited>();
  /** Whether a replica did not acknowledge the last announcement: its connection may be dead, which Redis learns late. */
  #isOneSilent = false;
  /** Resolves when announcements of other replicas arrive; rejects with `StoreUnavailable`. */
  readonly ready: Promise<unknown>;

  constructor(
    messages: SharedMessages,
    channel: string,
    replica: string,
    listener: AnnouncementListener,
  ) {
    this.#messages = messages;
    this.#channel = channel;
    this.#replica = replica;
    const announced = messages.subscribe(channel, {
      message: (text) => {
        this.#receive(text, listener);
      },
      missed: () => {
        listener.missed();
      },
    });
    const acknowledged = messages.subscribe(this.#acknowledgementsOf(replica), {
      message: (id) => {
        this.#acknowledged(id);
      },
    });
    this.#subscriptions = [announced, acknowledged];
    this.ready = Promise.all([announced.ready, acknowledged.ready]);
  }

  /**
   * Announces an entry and waits until every replica that was sent the message has applied it, or a quarter of a second.
   * @throws StoreUnavailable
   */
  async announce(id: string, entry: LogEntry): Promise<void> {
    const complete = Promise.withResolvers<void>();
    const awaited: Awaited = { count: 0, expected: undefined, complete: complete.resolve };
    this.#awaited.set(id, awaited);
    try {
      const message = JSON.stringify({ id, by: this.#replica, entry: encodeEntry(entry) });
      awaited.expected = await this.#messages.publish(this.#channel, message);
      if (awaited.count < awaited.expected)
        await settledWithin(this.#isOneSilent ? LESS_PATIENCE_MS : PATIENCE_MS, complete.promise);
      this.#isOneSilent = awaited.count < awaited.expected;
    } finally {
      this.#awaited.delete(id);
    }
  }

  close(): void {
    for (const subscription of this.#subscriptions) subscription.close();
  }

  #acknowledgementsOf(replica: string): string {
    return `${this.#channel}:heard:${replica}`;
  }

  #receive(text: string, listener: AnnouncementListener): void {
    const message = decodeMessage(text);
    if (!message) {
      listener.missed();
      return;
    }
    const { id, by, entry } = message;
    if (by === this.#replica) {
      this.#acknowledged(id);
      return;
    }
    listener.entry(id, entry);
    // Who announced it goes on after a while without.
    this.#messages.publish(this.#acknowledgementsOf(by), id).catch(() => undefined);
  }

  #acknowledged(id: string): void {
    const awaited = this.#awaited.get(id);
    if (!awaited) return;
    awaited.count += 1;
    if (awaited.expected !== undefined && awaited.count >= awaited.expected) awaited.complete();
  }
}

interface Message {
  readonly id: string;
  readonly by: string;
  readonly entry: LogEntry;
}

/** Undefined for a message of another version. */
function decodeMessage(text: string): Message | undefined {
  const { id, by, entry: encoded } = parseObject(text) ?? {};
  if (
    typeof id !== 'string' ||
    !isEntryId(id) ||
    typeof by !== 'string' ||
    typeof encoded !== 'string'
  )
    return undefined;
  const entry = decodeEntry(encoded);
  return entry && { id, by, entry };
}
