import type { ExperimentEvent } from '../../events/event.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { printable } from '../../specs/plan/words.ts';
import { openWatch, type WatchClock } from '../../services/watch/open-watch.ts';
import { isStateFailure } from '../../services/watch/watch-logs.ts';
import type { Watcher } from '../../watch/watcher.ts';
import { withChosen } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';

export interface WatchCommandOptions {
  readonly posthogHost?: string;
  readonly project?: string;
  readonly interval?: string;
  readonly directory?: string;
  readonly guards?: string;
  readonly webhooks?: string;
  readonly config?: string;
  readonly once?: true;
  readonly json?: true;
}

/**
 * Watches projects until the process is asked to stop, or once. Prints the events that it finds.
 * @param clock replaced by tests
 * @returns the exit code
 * @throws ConfigError
 */
export async function watch(
  terminal: Terminal,
  { once, json, project, interval, directory, guards, webhooks, ...options }: WatchCommandOptions,
  clock?: WatchClock,
): Promise<number> {
  const chosen = withChosen(terminal, {
    WATCH_PROJECTS: project,
    WATCH_INTERVAL_SECONDS: interval,
    WATCH_DIRECTORY: directory,
    GUARDS: guards,
    WEBHOOKS: webhooks,
  });
  const kind = { ...options, isEndless: once !== true };
  return withGraphClient(chosen, 'watch', kind, async (_client, services, signal) => {
    const { watcher, description } = await openWatch(services, signal, {
      clock,
      onRound: ({ events }) => {
        for (const event of events) terminal.print(json ? JSON.stringify(event) : lineOf(event));
      },
    });
    if (!json) for (const line of description) terminal.print(line);
    if (!once) {
      await watcher.run(signal);
      return 0;
    }
    return lookOnce(terminal, watcher, signal);
  });
}

async function lookOnce(
  terminal: Terminal,
  watcher: Watcher,
  signal: AbortSignal,
): Promise<number> {
  try {
    const done = await watcher.once(signal);
    if (!done) {
      terminal.printError('Another watcher works with this state, so nothing was done.');
      return 0;
    }
    const { round, left } = done;
    for (const problem of round.problems) terminal.printError(problem);
    for (const name of left) terminal.printError(`Events are left for the endpoint ${name}.`);
    return round.problems.length + left.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof GraphFailure)
      terminal.printError(`The project could not be read: ${error.message}`);
    else if (isStateFailure(error)) terminal.printError(error.message);
    else throw error;
    return 1;
  }
}

/** Names of experiments and errors of PostHog are part of a message: they must not move the cursor of a terminal. */
const lineOf = ({ timestamp, severity, type, message }: ExperimentEvent): string =>
  printable(`${timestamp}  ${severity.padEnd(8)}  ${type}  ${message}`);
