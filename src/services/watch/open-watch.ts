import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '../../config/config.ts';
import { createGraphClient } from '../../graph-client/graph-client.ts';
import { WatchCounts, type WatchSample } from '../../watch/watch-counts.ts';
import type { Round } from '../../watch/watch-log.ts';
import { Watcher } from '../../watch/watcher.ts';
import { openDirectoryState } from '../../watch-state/directory-state.ts';
import { createSharedState } from '../../watch-state/shared-state.ts';
import { WatchStateError, type WatchState } from '../../watch-state/watch-state.ts';
import { DeliveryCounts } from '../../webhooks/delivery-counts.ts';
import type { Endpoint } from '../../webhooks/endpoint.ts';
import { Outbox } from '../../webhooks/outbox.ts';
import { post } from '../../webhooks/post.ts';
import type { Services } from '../services.ts';
import { openGuards } from './guard-source.ts';
import { deliveryLog, watchLog } from './watch-logs.ts';
import { deadLettersOf, endpointsOf } from './webhook-settings.ts';

/** What a watch depends on besides the services; tests replace it. */
export interface WatchClock {
  readonly now: () => Date;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
}

const realClock: WatchClock = {
  now: () => new Date(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
  random: Math.random,
};

export interface WatchOptions {
  readonly clock?: WatchClock | undefined;
  /** Called after each round, with what it did. */
  readonly onRound?: (round: Round) => void;
}

/** A watcher that is configured and has not begun. */
export interface Watch {
  readonly watcher: Watcher;
  readonly endpoints: readonly Endpoint[];
  /** What it watches, where its state is, and where events are sent: for whoever starts it. */
  readonly description: readonly string[];
  readonly sample: () => WatchSample;
}

/**
 * Creates the watcher of the configuration.
 * @param signal aborts its requests
 * @throws ConfigError when a setting is missing or wrong
 */
export async function openWatch(
  services: Services,
  signal: AbortSignal,
  { clock: { now, sleep, random } = realClock, onRound }: WatchOptions = {},
): Promise<Watch> {
  const { config, graph, log } = services;
  const endpoints = endpointsOf(config);
  const state = await openWatchState(services);
  if (endpoints.length > 0 && !state.isDurable)
    throw new ConfigError([
      'Webhooks are set, and nothing stores what waits for them: set WATCH_DIRECTORY or REDIS_URL.',
    ]);
  const key = config.watch.apiKey ?? config.apiKey;
  if (key === undefined)
    throw new ConfigError(['Set WATCH_API_KEY, or POSTHOG_API_KEY: a watcher needs a key.']);
  const names = endpoints.map(({ name }) => name);
  const deliveries = new DeliveryCounts(names);
  const counts = new WatchCounts();
  const outbox = new Outbox({
    endpoints,
    state,
    deadLetters: deadLettersOf(config, endpoints),
    post,
    log: deliveries.counting(deliveryLog(log)),
    now,
    sleep,
    random,
  });
  const client = createGraphClient({
    graph,
    authorization: `Bearer ${key}`,
    client: 'watch',
    background: true,
    signal,
    onWait: (seconds) => {
      log.debug({ seconds }, "the watcher waits for PostHog's limit");
    },
  });
  const { projects, intervalMs, guards: guardFiles } = config.watch;
  if (guardFiles !== undefined && !state.isDurable)
    throw new ConfigError([
      'GUARDS is set, and nothing stores what guards have done: set WATCH_DIRECTORY or REDIS_URL.',
    ]);
  const guards = await openGuards(config, client, ({ code, message }) => {
    log.warn({ code, reason: message }, 'guards are not checked until PostHog can be read');
  });
  const logged = watchLog(log, counts, now);
  const watcher = new Watcher({
    client,
    state,
    projects,
    guards,
    outbox,
    intervalMs,
    now,
    sleep,
    log: {
      ...logged,
      onRound: (round) => {
        logged.onRound(round);
        onRound?.(round);
      },
    },
  });
  return {
    watcher,
    endpoints,
    description: [
      `Projects  ${projects.join(', ')}, every ${intervalMs / 1_000} seconds`,
      `State     ${state.place}`,
      `Guards    ${guardFiles ?? 'none'}`,
      `Webhooks  ${names.length === 0 ? 'none' : names.join(', ')}`,
    ],
    sample: () => counts.sample(deliveries.sample()),
  };
}

/**
 * The state of the watcher: in the directory, or else in what replicas share.
 * @throws ConfigError when the directory cannot be used
 */
export async function openWatchState({
  config,
  shared,
}: Pick<Services, 'config' | 'shared'>): Promise<WatchState> {
  const { directory } = config.watch;
  if (directory === undefined) return createSharedState({ store: shared.store, now: Date.now });
  try {
    return await openDirectoryState(directory);
  } catch (error) {
    if (error instanceof WatchStateError)
      throw new ConfigError([`WATCH_DIRECTORY: ${error.message}`]);
    throw error;
  }
}
