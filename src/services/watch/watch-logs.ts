import type { Logger } from 'pino';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { StoreUnavailable } from '../../shared-store/shared-store.ts';
import type { WatchCounts } from '../../watch/watch-counts.ts';
import type { WatchLog } from '../../watch/watch-log.ts';
import { WatchStateError } from '../../watch-state/watch-state.ts';
import type { DeliveryLog } from '../../webhooks/delivery-log.ts';

/** Whether the state of the watcher could not be used: its directory, or Redis. */
export const isStateFailure = (error: unknown): error is WatchStateError | StoreUnavailable =>
  error instanceof WatchStateError || error instanceof StoreUnavailable;

/** One line for each round, and what changes for the watcher. */
export function watchLog(log: Logger, counts: WatchCounts, now: () => Date): WatchLog {
  return {
    onWorking() {
      counts.isWorking = true;
      log.info('watching');
    },
    onStandingBy() {
      counts.isWorking = false;
      log.info('standing by: another watcher works');
    },
    onLeaseLost() {
      counts.isWorking = false;
      log.warn('the right to watch was lost: another watcher may work now');
    },
    onRound(round) {
      counts.ended(round, now());
      const { experiments, events, unread, firings, calls, problems } = round;
      for (const problem of problems) log.warn({ problem }, 'a part of the round failed');
      log.info({ experiments, events: events.length, unread, firings, calls }, 'round ended');
    },
    onRoundFailed(error) {
      counts.failed();
      if (isStateFailure(error))
        log.error({ reason: error.message }, 'the state of the watcher cannot be used');
      else if (error instanceof GraphFailure)
        log.warn({ code: error.code, reason: error.message }, 'PostHog could not be read');
      else log.error({ err: error }, 'the round failed');
    },
  };
}

/** What happens to endpoints: each change once, and not each attempt. */
export function deliveryLog(log: Logger): DeliveryLog {
  return {
    attempted: () => undefined,
    waiting: () => undefined,
    onFailing(endpoint, reason) {
      log.warn({ endpoint, reason }, 'an event could not be delivered: it is tried again');
    },
    onRecovered(endpoint, failures) {
      log.info({ endpoint, failures }, 'events are delivered again');
    },
    onDisabled(endpoint) {
      log.warn({ endpoint }, 'the endpoint answered 410: no more events are sent to its address');
    },
    onGivenUp(endpoint, events, reason) {
      log.error({ endpoint, events, reason }, 'events were given up: they are dead letters');
    },
    onStateFailure(endpoint, error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ endpoint, reason }, 'what waits for an endpoint cannot be read or written');
    },
  };
}
