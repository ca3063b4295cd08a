import {
  StoreUnavailable,
  type Lease,
  type SharedStore,
} from '../../../shared-store/shared-store.ts';
import type { History } from '../history.ts';
import { Keeper } from '../keeper.ts';
import type { Wake } from '../wakes.ts';
import type { PollerParts } from '../poller.ts';
import { Follower } from './follower.ts';
import { Inbox } from './inbox.ts';
import { leaderOutlet } from './leader-outlet.ts';
import { Leadership } from './leadership.ts';
import { leaseMsFor, overdueMs } from './lease-length.ts';
import type { ReplicatedTopic } from './replicated-topic.ts';
import { TopicStore } from './topic-store.ts';

export interface ReplicatedParts extends Pick<PollerParts, 'sleep'> {
  readonly store: SharedStore;
  /** Of the topic and the key, which is not in it. */
  readonly name: string;
  /** Identifies this watcher among those of the topic. */
  readonly self: string;
  readonly history: History;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called when this replica begins to poll because the store cannot be used. */
  readonly onAlone: () => void;
}

/** Something has changed, of which this replica does not know what it is. */
const UNKNOWN_CHANGE: Wake = { isOwn: true, reads: 'all' };
/** Milliseconds within which replicas hear of the same write. */
const SAME_WRITE_MS = 100;
/** Milliseconds until a store that does not answer, although it is up, is tried again. */
const RETRY_MS = 5_000;

/**
 * Lets one replica poll for all that watch the same topic with the same key: the one that holds the lease. The others
 * follow what it keeps. A replica that cannot use the store polls by itself until it can.
 */
export class Replicated {
  readonly #parts: ReplicatedParts;
  readonly #topic: ReplicatedTopic;
  readonly #shared: TopicStore;
  readonly #keeper: Keeper;
  readonly #inbox: Inbox;
  readonly #follower: Follower;
  /** Set while this replica polls for all. */
  #leadership: Leadership | undefined;
  #isFollowing = false;
  /** Epoch milliseconds of the last write that this replica heard of by itself while it polled. */
  #wokenAt = 0;
  /** True when something has changed, and no replica has checked since. */
  #mustLook = false;

  constructor(parts: ReplicatedParts, topic: ReplicatedTopic) {
    const { store, name, self, history, now, sleep } = parts;
    this.#parts = parts;
    this.#topic = topic;
    this.#shared = new TopicStore(store, name, self);
    this.#keeper = new Keeper(history);
    this.#inbox = new Inbox(sleep, (wake) => void this.#look(wake));
    const leaseMs = this.#leaseMs;
    this.#follower = new Follower({ topic, shared: this.#shared, history, now, leaseMs });
  }

  /** Polls or follows until the signal aborts. */
  async run(stop: AbortSignal): Promise<void> {
    try {
      while (!stop.aborted) {
        // oxlint-disable-next-line no-await-in-loop -- one role after the other
        await (this.#parts.store.status.isUp ? this.#together(stop) : this.#alone(stop));
      }
    } catch (error) {
      this.#topic.finish({ error });
    } finally {
      this.#shared.close();
    }
  }

  /** True while another replica polls. */
  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  /** Has the topic checked before the next check is due, by whichever replica polls. */
  wake(wake: Wake): void {
    if (!this.#isFollowing) {
      this.#wokenAt = this.#parts.now();
      this.#topic.poller.wake(wake);
      return;
    }
    // The replica that polls may not have heard of a write, so that its cache may still have what the write concerns.
    const reads = wake.reads === 'dropped' ? 'all' : wake.reads;
    // It can be lost like any message.
    this.#shared.say({ kind: 'look', isOwn: wake.isOwn, reads }).catch(() => undefined);
    // A new listener does not wait for long.
    if (reads === 'expired') return;
    this.#mustLook = true;
    // If nobody polls any more, this replica has to.
    this.#inbox.wake();
  }

  /** Checks because another replica asks for it, unless this one hears of the same write by itself. */
  async #look(wake: Wake): Promise<void> {
    const { now, sleep } = this.#parts;
    const { signal } = this.#leadership ?? {};
    const askedAt = now();
    if (!signal || askedAt - this.#wokenAt <= SAME_WRITE_MS) return;
    // It rejects when the leadership is over.
    await sleep(SAME_WRITE_MS, signal).catch(() => undefined);
    const isNew = !signal.aborted && this.#wokenAt < askedAt;
    if (isNew && this.#topic.poller.heeds(wake)) this.wake(wake);
  }

  async #together(stop: AbortSignal): Promise<void> {
    const down = new AbortController();
    const forget = this.#parts.store.onStatus(({ isUp }) => {
      if (!isUp) down.abort();
    });
    const until = AbortSignal.any([stop, down.signal]);
    try {
      await this.#shared.open(this.#inbox);
      const lease = stop.aborted ? undefined : await this.#shared.acquire(this.#leaseMs());
      if (lease) await this.#lead(lease, stop, until);
      else await this.#follow(until);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.#shared.close();
      await this.#alone(stop);
    } finally {
      forget();
    }
  }

  /** Polls for all until the lease is lost or the signal aborts. */
  async #lead(lease: Lease, stop: AbortSignal, until: AbortSignal): Promise<void> {
    const { sleep, history, now } = this.#parts;
    const topic = this.#topic;
    const leadership = new Leadership(lease, until, { sleep, leaseMs: this.#leaseMs });
    const held = leadership.hold();
    // It is awaited below, where a failure is thrown.
    held.catch(() => undefined);
    this.#leadership = leadership;
    try {
      await this.#takeOver();
      const parts = { topic, shared: this.#shared, history, keeper: this.#keeper, now };
      topic.poller.outlet = leaderOutlet(parts, leadership);
      topic.poller.continue(this.#follower.progress);
      this.#lookIfNeeded();
      await topic.poller.run(leadership.signal);
    } finally {
      this.#leadership = undefined;
      leadership.end();
      topic.poller.outlet = topic.own;
      // The poller knows better now.
      this.#follower.progress = undefined;
    }
    await held;
    if (stop.aborted && !leadership.isLost) {
      await this.#shared.vacate(lease).catch(ignoreUnavailable);
    }
    if (leadership.failure !== undefined) throw leadership.failure as Error;
  }

  /** Continues after the replica that polled before, and after what this one saw while it polled by itself. */
  async #takeOver(): Promise<void> {
    const topic = this.#topic;
    this.#keeper.forget();
    if (!topic.latest()) return;
    await this.#follower.catchUp();
    const latest = topic.latest();
    if (!latest || this.#parts.history.has(latest.id)) return;
    const text = await topic.keptByItself();
    const id = text && (await this.#keeper.copy(text));
    if (id) topic.rename(id);
    else topic.poller.wake(UNKNOWN_CHANGE);
  }

  /** Accepts what the replica that polls sees, until it polls no longer, as it seems. */
  async #follow(until: AbortSignal): Promise<void> {
    this.#isFollowing = true;
    try {
      await this.#follower.catchUp();
      while (!until.aborted) {
        const check = this.#mustLook ? undefined : this.#topic.latest()?.check;
        const ms = overdueMs(this.#leaseMs(), check, this.#parts.now());
        // oxlint-disable-next-line no-await-in-loop -- one message after the other
        const news = await this.#inbox.next(ms, until);
        if (news.kind === 'overdue' || news.kind === 'vacant') return;
        if (news.kind === 'checked') {
          this.#mustLook = false;
          // oxlint-disable-next-line no-await-in-loop -- one message after the other
          await this.#follower.hear(news.progress);
        }
        // oxlint-disable-next-line no-await-in-loop -- one message after the other
        if (news.kind === 'missed') await this.#follower.catchUp();
      }
    } finally {
      this.#isFollowing = false;
    }
  }

  /** Polls by itself until the store can be used. */
  async #alone(stop: AbortSignal): Promise<void> {
    const { store, sleep, onAlone } = this.#parts;
    const { poller, own } = this.#topic;
    const back = new AbortController();
    const forget = store.onStatus(({ isUp }) => {
      if (isUp) back.abort();
    });
    const until = AbortSignal.any([stop, back.signal]);
    const retry = async () => {
      // It rejects when the wait is over.
      await sleep(RETRY_MS, until).catch(() => undefined);
      back.abort();
    };
    onAlone();
    if (store.status.isUp) void retry();
    poller.outlet = own;
    poller.continue();
    this.#lookIfNeeded();
    try {
      await poller.run(until);
    } finally {
      forget();
      back.abort();
    }
  }

  #lookIfNeeded(): void {
    if (this.#mustLook) this.#topic.poller.wake(UNKNOWN_CHANGE);
    this.#mustLook = false;
  }

  readonly #leaseMs = (): number => leaseMsFor(this.#topic.rhythm, this.#topic.latest()?.check);
}

function ignoreUnavailable(error: unknown): void {
  if (!(error instanceof StoreUnavailable)) throw error;
}
