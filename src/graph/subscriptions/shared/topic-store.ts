import type { Lease, SharedStore, Subscription } from '../../../shared-store/shared-store.ts';
import {
  readMessage,
  readProgress,
  writeMessage,
  writeProgress,
  type SharedProgress,
  type TopicMessage,
} from './progress-message.ts';

/** Milliseconds that the progress outlives the next check, within a day. */
const PROGRESS_MS = 60_000;
const DAY_MS = 86_400_000;

export interface TopicListener {
  message(message: TopicMessage): void;
  /** Messages may have been missed. */
  missed(): void;
}

/** What replicas share about one topic with one key, apart from its states. Every method may throw `StoreUnavailable`. */
export class TopicStore {
  readonly #store: SharedStore;
  readonly #name: string;
  readonly #self: string;
  #subscription: Subscription | undefined;

  /**
   * @param name of the topic and the key, which is not in it
   * @param self the sender of this one's messages
   */
  constructor(store: SharedStore, name: string, self: string) {
    this.#store = store;
    this.#name = name;
    this.#self = self;
  }

  /** Listens to the other replicas. Resolves when messages that are sent from now on arrive. */
  async open(listener: TopicListener): Promise<void> {
    this.#subscription ??= this.#store.messages.subscribe(this.#name, {
      message: (text) => {
        const message = readMessage(this.#self, text);
        if (message) listener.message(message);
      },
      missed: () => {
        listener.missed();
      },
    });
    await this.#subscription.ready;
  }

  close(): void {
    this.#subscription?.close();
    this.#subscription = undefined;
  }

  /** Takes the right to poll; undefined while another replica has it. */
  acquire(ttlMs: number): Promise<Lease | undefined> {
    return this.#store.leases.acquire(this.#name, ttlMs);
  }

  async say(message: TopicMessage): Promise<void> {
    await this.#store.messages.publish(this.#name, writeMessage(this.#self, message));
  }

  /** Says how far this replica is, to those that listen now and to those that come later. */
  async announce(progress: SharedProgress, untilNextMs: number): Promise<void> {
    const ttlMs = Math.min(DAY_MS, Math.max(0, untilNextMs) + PROGRESS_MS);
    await this.#store.values.set(`${this.#name}:progress`, writeProgress(progress), ttlMs);
    await this.say({ kind: 'checked', progress });
  }

  async progress(): Promise<SharedProgress | undefined> {
    return readProgress(await this.#store.values.get(`${this.#name}:progress`));
  }

  /** Gives the right to poll to whichever replica wants it. */
  async vacate(lease: Lease): Promise<void> {
    await this.#store.values.delete(`${this.#name}:progress`);
    await lease.release();
    await this.say({ kind: 'vacant' });
  }
}
