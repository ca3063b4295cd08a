import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { Upstream } from '../../posthog/client.ts';
import { credentialOf } from '../../posthog/keys/credential.ts';
import type { Tag } from '../../posthog/layers/cache/tags.ts';
import type { GraphContext } from '../context/context.ts';
import { unauthenticated } from '../core/loading/unauthenticated.ts';
import type { LiveEvent, Topic } from './topic.ts';
import { Watcher, type WatcherParts } from './watcher.ts';
import { ASK_POSTHOG, priorities, type RequestPlan } from '../../posthog/request/plan.ts';

declare module '../context/context.ts' {
  interface GraphContext {
    /** The topics subscriptions can listen to, with the caller's key. */
    readonly live: LiveOfKey;
  }
}

/**
 * Maximum number of topics that one key can watch at a time: each one costs upstream calls while it
 * is watched.
 */
const MAX_TOPICS_PER_KEY = 100;

interface LiveCaller {
  readonly apiKey: string;
  readonly signal: AbortSignal | undefined;
}

/** The topics subscriptions can listen to, with one key. */
export interface LiveOfKey {
  /**
   * Listens to a topic; the first event is the current state. Ends when the process stops and when
   * the caller disconnects, even if the iterator is not closed then.
   * @throws GraphQLError UNAUTHENTICATED, TOO_MANY_SUBSCRIPTIONS
   */
  listen<State>(topic: Topic<State>): AsyncIterableIterator<LiveEvent<State>>;
  /** A context for one event: each event is executed and accounted for like a separate request. */
  eventContext(): GraphContext;
}

export interface LiveOptions {
  readonly upstream: Upstream;
  readonly now: () => Date;
  /** Creates a context with its own clock, ledger and deadline. */
  readonly contextOf: (
    caller: LiveCaller & { readonly plan: Partial<RequestPlan> },
  ) => GraphContext;
  /** Waits between checks; tests replace it. Rejects when the signal aborts. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** Aborts when the process stops, which completes every stream. */
  readonly stopping?: AbortSignal | undefined;
}

/** All watchers of this process: one per key and topic, however many listeners there are. */
export class Live {
  readonly #options: LiveOptions;
  readonly #keys = new Map<string, Map<string, Watcher<unknown>>>();

  constructor(options: LiveOptions) {
    this.#options = options;
    options.upstream.onWrite((tags) => {
      for (const watcher of this.#watchers()) watcher.wake(tags);
    });
    options.stopping?.addEventListener('abort', () => {
      for (const watcher of this.#watchers()) watcher.finish({});
    });
  }

  /** The number of topics being watched. */
  get size(): number {
    return this.#watchers().length;
  }

  /** @param signal aborts when the listener leaves */
  of(apiKey: string | undefined, signal: AbortSignal | undefined): LiveOfKey {
    if (apiKey === undefined) return keyless;
    return {
      listen: (topic) => this.#listen({ apiKey, signal }, topic),
      eventContext: () => this.#pollingContext({ apiKey, signal }),
    };
  }

  #listen<State>(
    { apiKey, signal }: LiveCaller,
    topic: Topic<State>,
  ): AsyncIterableIterator<LiveEvent<State>> {
    const credential = credentialOf(apiKey);
    const topics = this.#keys.get(credential) ?? new Map<string, Watcher<unknown>>();
    // A topic's name determines the type of its state.
    let watcher = topics.get(topic.name) as Watcher<State> | undefined;
    if (!watcher) {
      if (topics.size >= MAX_TOPICS_PER_KEY) throw tooMany();
      watcher = new Watcher(topic, this.#partsFor(apiKey, credential, topic.name));
      this.#keys.set(credential, topics);
      topics.set(topic.name, watcher);
    }
    if (this.#options.stopping?.aborted) watcher.finish({});
    return watcher.listen(signal);
  }

  #partsFor(apiKey: string, credential: string, topic: string): WatcherParts {
    const { upstream, now, sleep = defaultSleep } = this.#options;
    return {
      now,
      sleep,
      upstreamNow: () => upstream.now(),
      // An old answer would hide the change that a check looks for.
      contextFor: (signal) => this.#pollingContext({ apiKey, signal }, { freshness: ASK_POSTHOG }),
      foundChanged(tags, since) {
        void upstream.outdate(relatedTags(tags), since);
      },
      stopped: () => {
        const topics = this.#keys.get(credential);
        topics?.delete(topic);
        if (topics?.size === 0) this.#keys.delete(credential);
      },
    };
  }

  #pollingContext(caller: LiveCaller, plan: Partial<RequestPlan> = {}): GraphContext {
    return this.#options.contextOf({ ...caller, plan: { ...plan, priority: priorities.poll } });
  }

  #watchers(): Watcher<unknown>[] {
    return [...this.#keys.values()].flatMap((topics) => [...topics.values()]);
  }
}

/**
 * The tags of other answers that contain changed objects: the lists they are in, but not every
 * object of their kind.
 */
function relatedTags(tags: readonly Tag[]): Tag[] {
  return ['experiments', 'feature_flags', ...tags.filter((tag) => !tag.endsWith('/*'))];
}

function defaultSleep(ms: number, signal: AbortSignal): Promise<void> {
  // The timer is unreferenced: the subscriber's open connection keeps the process alive, not the
  // poller.
  return wait(ms, undefined, { signal, ref: false });
}

const refuse = () => {
  throw unauthenticated();
};
const keyless: LiveOfKey = { listen: refuse, eventContext: refuse };

function tooMany(): GraphQLError {
  return new GraphQLError(
    `This key already has ${MAX_TOPICS_PER_KEY} subscriptions to different things.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );
}
