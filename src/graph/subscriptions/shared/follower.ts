import { isBefore } from '../event-id.ts';
import type { History, KeptState } from '../history.ts';
import type { Progress } from '../poller.ts';
import { readSighting } from '../sighting.ts';
import type { Check } from '../topic.ts';
import type { SharedProgress } from './progress-message.ts';
import type { ReplicatedTopic } from './replicated-topic.ts';
import type { TopicStore } from './topic-store.ts';

export interface FollowerParts {
  readonly topic: ReplicatedTopic;
  readonly shared: TopicStore;
  readonly history: History;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly leaseMs: () => number;
}

/** Brings a replica to the state that another one has seen. Its methods may throw `StoreUnavailable`. */
export class Follower {
  readonly #parts: FollowerParts;
  /** The pace of the replica that polls. */
  progress: Progress | undefined;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** Accepts what the replica that polls has said. */
  async hear(progress: SharedProgress): Promise<void> {
    const { topic, history } = this.#parts;
    this.progress = progress;
    const latest = topic.latest();
    if (latest?.id === progress.id) topic.recheck(progress.check);
    else if (!latest || !isBefore(progress, latest)) {
      await this.#take(await history.find(progress.id), progress.check);
    }
  }

  /** Looks up what it may have missed. */
  async catchUp(): Promise<void> {
    const { topic, shared, history, now, leaseMs } = this.#parts;
    const [last, progress] = await Promise.all([history.last(), shared.progress()]);
    if (!progress || last?.id !== progress.id) {
      // Nobody polls, or what a check saw has not been announced yet.
      if (last) await this.#takeIfLater(last);
      return;
    }
    const { nextAt } = progress.check;
    const isCurrent = nextAt !== null && nextAt.getTime() + leaseMs() > now();
    // The first event says how things are now.
    if (topic.latest() || isCurrent) await this.hear(progress);
  }

  async #takeIfLater(kept: KeptState): Promise<void> {
    const latest = this.#parts.topic.latest();
    const check = readSighting(kept.text)?.check;
    if (!latest || !check || kept.id === latest.id) return;
    if (!isBefore({ id: kept.id, check }, latest)) await this.#take(kept, check);
  }

  async #take(kept: KeptState | undefined, check: Check): Promise<void> {
    const { topic } = this.#parts;
    try {
      if (!kept) throw new TypeError('The state is not kept any more.');
      await topic.take(kept, check);
    } catch {
      // Another version of this server kept it: this one has to ask for itself.
      await topic.poller.check();
    }
  }
}
