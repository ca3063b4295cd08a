import type { CancelSignal } from '../../posthog/request/cancellation-token.ts';
import type { IsBy } from '../../posthog/client.ts';
import type { Tag } from '../../posthog/layers/cache/tags.ts';
import { ASK_POSTHOG } from '../../posthog/request/plan.ts';
import { StoreUnavailable } from '../../shared-store/shared-store.ts';
import type { History, KeptState } from './history.ts';
import { Keeper } from './keeper.ts';
import { Listener, type CheckedState, type End, type SeenState, type Watched } from './listener.ts';
import { memoized, Poller, type Outlet, type Polled, type PollerParts } from './poller.ts';
import { readSighting, type Sighting } from './sighting.ts';
import type { ReplicatedTopic } from './shared/replicated-topic.ts';
import type { Replicated } from './shared/replicated.ts';
import type { Check, EventCost, Topic } from './topic.ts';
import type { Wake } from './wakes.ts';

/** What a watcher depends on. */
export interface WatcherParts extends PollerParts {
  /** The states that this process keeps by itself, and those that all replicas keep. */
  readonly histories: { readonly own: History; readonly shared: History | undefined };
  /** Called once, when the last listener has left or the topic has ended. */
  readonly stopped: () => void;
  /** Whether a write was made with the key of this watcher. */
  readonly isOwn: (isBy: IsBy) => boolean;
  /** Shares the watcher with those of other replicas; undefined in a process that has no others. */
  readonly replicated?: ((topic: ReplicatedTopic) => Replicated) | undefined;
}

/** Milliseconds after a check within which its state is recent enough to begin with. */
const RECENT_MS = 5_000;
/** Milliseconds that a new listener waits for the replica that polls. */
const LEADER_MS = 2_000;
/** Somebody begins to listen. */
const NEW_LISTENER: Wake = { isOwn: true, reads: 'expired' };

/** The only watcher of one topic with one key in this process: checks while somebody reads, and notifies all listeners. */
export class Watcher<State> implements Watched<State>, Polled<State> {
  readonly topic: Topic<State>;
  readonly #parts: WatcherParts;
  readonly #listeners = new Set<Listener<State>>();
  readonly #stop = new AbortController();
  readonly #poller: Poller<State>;
  readonly #replicated: Replicated | undefined;
  /** Look-ups of earlier events that are under way, by the id of the event. */
  readonly #recalling = new Map<string, Promise<SeenState<State> | undefined>>();
  #hasStarted = false;
  #unclaimedCalls = 0;
  #callsOfCheck = 0;
  #number = 0;
  /** Number of the latest check when it was too old for somebody who began to listen. */
  #wasOld: number | undefined;
  latest: CheckedState<State> | undefined;
  recalled: State | undefined;
  end: End | undefined;

  constructor(topic: Topic<State>, parts: WatcherParts) {
    this.topic = topic;
    this.#parts = parts;
    const own = ownOutlet(parts.histories.own);
    this.#poller = new Poller(topic, parts, this, own);
    this.#replicated = parts.replicated?.(this.#forReplicas(own));
  }

  /** Number of those who listen. */
  get listeners(): number {
    return this.#listeners.size;
  }

  /** True while this process polls the topic, and not another replica. */
  get isPolling(): boolean {
    return this.#hasStarted && this.#replicated?.isFollowing !== true;
  }

  /** Aborts when nobody listens any more. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /**
   * @param signal aborts when the listener leaves
   * @param lastEventId the event after which the listener continues
   */
  listen(signal: CancelSignal | undefined, lastEventId?: string): Listener<State> {
    const listener = new Listener(this, signal, lastEventId);
    this.#listeners.add(listener);
    if (signal?.aborted) void listener.return();
    return listener;
  }

  start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    void (this.#replicated ?? this.#poller).run(this.stopped);
  }

  firstFor({ check, number }: CheckedState<State>): number {
    const isRecent = Math.abs(this.#parts.now().getTime() - check.at.getTime()) < RECENT_MS;
    // While PostHog does not answer or the budget is short, it is asked again when that is due.
    const canAsk = check.pace !== 'retrying' && check.pace !== 'budget_short';
    const asks = !isRecent && canAsk && this.topic.showsState && this.#poller.heeds(NEW_LISTENER);
    if (!asks) return number;
    if (this.#wasOld !== number) {
      this.#wasOld = number;
      (this.#replicated ?? this.#poller).wake(NEW_LISTENER);
      if (this.#replicated?.isFollowing === true) void this.#awaitLeader(number);
    }
    return number + 1;
  }

  /** The replica that polls may not have heard that it is asked: then the state that is known has to do. */
  async #awaitLeader(number: number): Promise<void> {
    // It rejects when nobody listens any more.
    await this.#parts.sleep(LEADER_MS, this.stopped).catch(() => undefined);
    if (this.latest?.number === number && !this.end) this.recheck(this.latest.check);
  }

  async recall(id: string): Promise<SeenState<State> | undefined> {
    if (this.latest?.id === id) return this.latest;
    // Many come back at once when a replica dies.
    const recalling = this.#recalling.get(id) ?? this.#lookUp(id);
    this.#recalling.set(id, recalling);
    try {
      return await recalling;
    } finally {
      this.#recalling.delete(id);
    }
  }

  async #lookUp(id: string): Promise<SeenState<State> | undefined> {
    const { own, shared } = this.#parts.histories;
    const kept = (await keptAs(id, own)) ?? (shared && (await keptAs(id, shared)));
    const sighting = kept && readSighting(kept.text);
    if (!sighting) return undefined;
    try {
      const { state } = await this.#readAgain(sighting);
      this.recalled ??= state;
      return { id, state, check: sighting.check };
    } catch {
      // Another version of this server kept it, which reads other answers.
      return undefined;
    }
  }

  leave(listener: Listener<State>): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.finish({});
  }

  takeCost(): EventCost {
    const calls = this.#unclaimedCalls;
    this.#unclaimedCalls = 0;
    return { calls, shared: calls === 0 ? this.#callsOfCheck : 0 };
  }

  /** Ends the subscription for all listeners. */
  finish(end: End): void {
    if (this.end) return;
    this.end = end;
    this.#stop.abort();
    this.#parts.stopped();
    this.#notify();
  }

  /** Checks before the next check is due, if a write has changed anything of the state. */
  wake(tags: readonly Tag[], isBy: IsBy): void {
    const own = this.latest && this.topic.tags(this.latest.state);
    if (own && !own.some((tag) => tags.includes(tag))) return;
    const wake = { isOwn: this.#parts.isOwn(isBy), reads: 'dropped' } as const;
    if (this.#poller.heeds(wake)) (this.#replicated ?? this.#poller).wake(wake);
  }

  spent(calls: number): void {
    this.#callsOfCheck = calls;
    this.#unclaimedCalls += calls;
  }

  accept(seen: Omit<CheckedState<State>, 'number'>): void {
    this.#number += 1;
    this.latest = { ...seen, number: this.#number };
    this.#notify();
  }

  recheck(check: Check): void {
    if (this.latest) this.accept({ ...this.latest, check });
  }

  #notify(): void {
    for (const listener of this.#listeners) listener.notify();
  }

  #forReplicas(own: Outlet): ReplicatedTopic {
    return {
      rhythm: this.topic.rhythm,
      poller: this.#poller,
      own,
      latest: () => this.latest,
      keptByItself: async () => {
        const { id } = this.latest ?? {};
        return id === undefined ? undefined : (await keptAs(id, this.#parts.histories.own))?.text;
      },
      take: (kept, check) => this.#take(kept, check),
      recheck: (check) => {
        this.recheck(check);
      },
      rename: (id) => {
        if (this.latest) this.accept({ ...this.latest, id });
      },
      finish: (end) => {
        this.finish(end);
      },
    };
  }

  /** Accepts a state that the poller of another replica saw. */
  async #take({ id, text }: KeptState, check?: Check): Promise<void> {
    const sighting = readSighting(text);
    if (!sighting) throw new TypeError('Another version of this server kept this state.');
    const { state, received } = await this.#readAgain(sighting);
    if (this.end) return;
    const { topic } = this;
    const changesSince = memoized((before: State) => topic.changes(before, state));
    // The calls are counted by the replica that made them.
    this.#callsOfCheck = sighting.calls;
    this.accept({ id, state, received, changesSince, check: check ?? sighting.check });
    if (topic.isOver(state)) this.finish({});
  }

  /** Reads the topic from answers that were kept. Every call to PostHog is refused. */
  async #readAgain({ answers }: Sighting) {
    const context = this.#parts.contextFor(AbortSignal.abort(), {
      freshness: ASK_POSTHOG,
      alreadyRead: answers,
    });
    try {
      const before = this.latest?.state ?? this.recalled;
      const state = await this.topic.read(context, before);
      return { state, received: context.ledger.received };
    } finally {
      context.planned.end();
    }
  }
}

/** Keeps states in the memory of this process, and announces them to no other. */
function ownOutlet(history: History): Outlet {
  const keeper = new Keeper(history);
  return {
    keep: (answers, check, calls) => keeper.keep(answers, check, calls),
    checked: () => undefined,
  };
}

async function keptAs(id: string, history: History): Promise<KeptState | undefined> {
  try {
    return await history.find(id);
  } catch (error) {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  }
}
