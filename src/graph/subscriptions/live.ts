import type { CancelSignal } from '../../posthog/request/cancellation-token.ts';
import { hash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { Instrumentation } from '../../instrumentation/instrumentation.ts';
import type { Operation } from '../../instrumentation/operation.ts';
import type { Upstream } from '../../posthog/client.ts';
import { credentialOf } from '../../posthog/keys/credential.ts';
import { isOfOne, tagsOfListsIn } from '../../posthog/layers/cache/tags.ts';
import type { AlreadyRead, ReadNote } from '../../posthog/types.ts';
import { MemoryStreams } from '../../shared-store/memory/streams.ts';
import type { SharedStore } from '../../shared-store/shared-store.ts';
import type { GraphContext } from '../context/context.ts';
import { unauthenticated } from '../core/loading/unauthenticated.ts';
import { History } from './history.ts';
import { Replicated } from './shared/replicated.ts';
import type { LiveEvent, Topic } from './topic.ts';
import { Watcher, type WatcherParts } from './watcher.ts';
import { priorities, type RequestPlan } from '../../posthog/request/plan.ts';

declare module '../context/context.ts' {
  interface GraphContext {
    /** The topics subscriptions can listen to, with the caller's key. */
    readonly live: LiveOfKey;
  }
}

/**
 * Maximum number of topics that one key can watch at a time in this process: each one costs upstream calls while it
 * is watched.
 */
const MAX_TOPICS_PER_KEY = 100;

/** The states that this process keeps for subscribers that come back, of all keys together. */
const OWN_HISTORIES = { maxCharacters: 16_000_000, maxStreams: 2_000 } as const;

/** Begins the names of what replicas share. Another form of what is kept gets another number. */
const SHARED_PREFIX = 'live1';

interface LiveCaller {
  readonly apiKey: string;
  readonly signal: CancelSignal | undefined;
  /** What the calls are reported as a part of; undefined when nothing observes. */
  readonly operation: Operation | undefined;
}

interface LiveReads {
  readonly plan: Partial<RequestPlan>;
  readonly alreadyRead?: AlreadyRead | undefined;
  readonly note?: ReadNote | undefined;
}

/** The topics subscriptions can listen to, with one key. */
export interface LiveOfKey {
  /**
   * Listens to a topic; the first event is the current state. Ends when the process stops and when
   * the caller disconnects, even if the iterator is not closed then.
   * @throws GraphQLError UNAUTHENTICATED, TOO_MANY_SUBSCRIPTIONS
   */
  listen<State>(topic: Topic<State>): AsyncIterableIterator<LiveEvent<State>>;
  /** The same for a caller that has seen an event with this id: the first event is the difference to that one. */
  after(eventId: string): LiveOfKey;
  /** A context for one event: each event is executed and accounted for like a separate request. */
  eventContext(): GraphContext;
}

export interface LiveOptions {
  readonly upstream: Upstream;
  readonly now: () => Date;
  /** Reports the checks. */
  readonly instrumentation: Instrumentation;
  /** Creates a context with its own clock, ledger and deadline. */
  readonly contextOf: (caller: LiveCaller & LiveReads) => GraphContext;
  /** What replicas share. */
  readonly store: SharedStore;
  /** Called when this process begins to poll by itself because the store cannot be used, and when it can be used again. */
  readonly onAlone?: ((isAlone: boolean) => void) | undefined;
  /** Waits between checks; tests replace it. Rejects when the signal aborts. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** Aborts when the process stops, which completes every stream. */
  readonly stopping?: AbortSignal | undefined;
}

/** What the subscriptions of this process watch at one moment. */
export interface LiveSample {
  /** Different things that are watched, each with one key. */
  readonly topics: number;
  /** Subscriptions that listen to them. */
  readonly listeners: number;
  /** Topics that this process polls. The others are polled by other replicas, or by nobody yet. */
  readonly pollers: number;
  /** True while this process polls by itself because what replicas share cannot be used. */
  readonly isAlone: boolean;
}

/** All watchers of this process: one per key and topic, however many listeners there are. */
export class Live {
  readonly #options: LiveOptions;
  readonly #keys = new Map<string, Map<string, Watcher<unknown>>>();
  readonly #process = randomUUID();
  readonly #ownStreams: MemoryStreams;
  #isAlone = false;

  constructor(options: LiveOptions) {
    this.#options = options;
    const now = () => options.now().getTime();
    this.#ownStreams = new MemoryStreams({ now, ...OWN_HISTORIES });
    options.store.onStatus(({ isUp }) => {
      if (isUp) this.#setAlone(false);
    });
    options.upstream.onWrite((tags, isBy) => {
      for (const watcher of this.#watchers()) watcher.wake(tags, isBy);
    });
    options.stopping?.addEventListener('abort', () => {
      for (const watcher of this.#watchers()) watcher.finish({});
    });
  }

  /** What is watched at this moment, for metrics. */
  sample(): LiveSample {
    const watchers = this.#watchers();
    return {
      topics: watchers.length,
      listeners: watchers.reduce((sum, { listeners }) => sum + listeners, 0),
      pollers: watchers.filter(({ isPolling }) => isPolling).length,
      isAlone: this.#isAlone,
    };
  }

  /** The number of topics being watched. */
  get size(): number {
    return this.#watchers().length;
  }

  /**
   * @param signal aborts when the listener leaves
   * @param operation the subscription, as it is reported
   */
  of(
    apiKey: string | undefined,
    signal: CancelSignal | undefined,
    operation: Operation | undefined,
  ): LiveOfKey {
    if (apiKey === undefined) return keyless;
    const caller = { apiKey, signal, operation };
    const ofKey = (lastEventId: string | undefined): LiveOfKey => ({
      listen: (topic) => this.#listen(caller, topic, lastEventId),
      after: ofKey,
      eventContext: () => this.#pollingContext(caller),
    });
    return ofKey(undefined);
  }

  #listen<State>(
    { apiKey, signal, operation }: LiveCaller,
    topic: Topic<State>,
    lastEventId: string | undefined,
  ): AsyncIterableIterator<LiveEvent<State>> {
    const credential = credentialOf(apiKey);
    const topics = this.#keys.get(credential) ?? new Map<string, Watcher<unknown>>();
    // A topic's name determines the type of its state.
    let watcher = topics.get(topic.name) as Watcher<State> | undefined;
    if (!watcher) {
      if (topics.size >= MAX_TOPICS_PER_KEY) throw tooMany();
      watcher = new Watcher(topic, this.#partsFor({ apiKey, operation }, topic.name));
      this.#keys.set(credential, topics);
      topics.set(topic.name, watcher);
    }
    if (this.#options.stopping?.aborted) watcher.finish({});
    return watcher.listen(signal, lastEventId);
  }

  /** @param caller whose subscription starts the watcher */
  #partsFor(caller: Omit<LiveCaller, 'signal'>, topic: string): WatcherParts {
    const { upstream, now, sleep = defaultSleep, store, instrumentation } = this.#options;
    const { apiKey, operation: startedBy } = caller;
    const credential = credentialOf(apiKey);
    // A name can contain what callers wrote, of any length.
    const digest = hash('sha256', topic, 'base64url');
    const name = `${SHARED_PREFIX}:${credential}:${digest}`;
    const own = new History(this.#ownStreams, name, this.#process);
    const shared = store.isShared ? new History(store.streams, name, 'all replicas') : undefined;
    const onAlone = () => {
      this.#setAlone(true);
    };
    return {
      now,
      sleep,
      histories: { own, shared },
      replicated:
        shared &&
        ((watcher) => {
          const self = randomUUID();
          const parts = { store, name, self, history: shared, sleep, onAlone };
          return new Replicated({ ...parts, now: () => now().getTime() }, watcher);
        }),
      upstreamNow: () => upstream.now(),
      isOwn: (isBy) => isBy(apiKey),
      budget: () => upstream.budget({ apiKey }),
      contextFor: (signal, { operation, freshness, ...reads }) =>
        this.#pollingContext({ apiKey, signal, operation }, { ...reads, plan: { freshness } }),
      reporting: { instrumentation, startedBy },
      foundChanged: (projectId, tags, since) =>
        upstream.outdate([...tagsOfListsIn(projectId), ...tags.filter(isOfOne)], since),
      stopped: () => {
        const topics = this.#keys.get(credential);
        topics?.delete(topic);
        if (topics?.size === 0) this.#keys.delete(credential);
      },
    };
  }

  #pollingContext(caller: LiveCaller, { plan, ...reads }: Partial<LiveReads> = {}): GraphContext {
    const polling = { ...plan, priority: priorities.poll };
    return this.#options.contextOf({ ...caller, ...reads, plan: polling });
  }

  #setAlone(isAlone: boolean): void {
    if (this.#isAlone === isAlone) return;
    this.#isAlone = isAlone;
    this.#options.onAlone?.(isAlone);
  }

  #watchers(): Watcher<unknown>[] {
    return [...this.#keys.values()].flatMap((topics) => [...topics.values()]);
  }
}

function defaultSleep(ms: number, signal: AbortSignal): Promise<void> {
  // The timer is unreferenced: the subscriber's open connection keeps the process alive, not the
  // poller.
  return wait(ms, undefined, { signal, ref: false });
}

const refuse = () => {
  throw unauthenticated();
};
const keyless: LiveOfKey = { listen: refuse, after: () => keyless, eventContext: refuse };

function tooMany(): GraphQLError {
  return new GraphQLError(
    `This key already has ${MAX_TOPICS_PER_KEY} subscriptions to different things.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );
}
