import { existsSync } from 'node:fs';
import { ConfigError } from '../../config/config.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { fires } from '../../guards/check.ts';
import { recordsOf } from '../../guards/check-guards.ts';
import { evaluate } from '../../guards/evaluate.ts';
import { rearm } from '../../guards/rearm.ts';
import { recordsIn } from '../../guards/records/record.ts';
import { openGuards } from '../../services/watch/guard-source.ts';
import { openWatchState } from '../../services/watch/open-watch.ts';
import { resolveProjects } from '../../watch/resolve-projects.ts';
import type { Services } from '../../services/services.ts';
import { OptionError } from '../option-error.ts';
import { withChosen } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';
import { linesOfChecks } from './guard/lines.ts';

export interface GuardOptions {
  readonly guards?: string;
  readonly directory?: string;
  readonly posthogHost?: string;
  readonly project?: string;
  readonly config?: string;
  /** For `rearm`: PostHog's number of the experiment. */
  readonly experiment?: number;
  /** For `rearm`: the name of the only guard. */
  readonly guard?: string;
  readonly json?: true;
}

/** The exit code of `guard test` when something would fire. */
const WOULD_FIRE = 3;

/**
 * `test` says what would fire now and why the rest would not, and changes nothing. `rearm` lets guards fire again that
 * have fired in this run of an experiment.
 * @returns 0; of `test` 3 when something would fire; 1 when something could not be read, or nothing was there to re-arm
 * @throws ConfigError, OptionError, WatchStateError
 */
export async function guard(
  terminal: Terminal,
  action: 'test' | 'rearm',
  { guards, directory, project, json, experiment, guard: name, ...options }: GuardOptions,
): Promise<number> {
  if (action === 'rearm' && experiment === undefined)
    throw new OptionError("Name the experiment by PostHog's number: guard rearm --experiment 12");
  const chosen = withChosen(terminal, {
    GUARDS: guards,
    WATCH_DIRECTORY: directory,
    WATCH_PROJECTS: project,
  });
  return withGraphClient(chosen, `guard ${action}`, options, (client, services) =>
    action === 'test'
      ? test(terminal, client, services, json)
      : rearmed(terminal, client, services, experiment ?? 0, name, json),
  );
}

async function test(
  terminal: Terminal,
  client: GraphClient,
  services: Services,
  json: true | undefined,
): Promise<number> {
  if (services.config.watch.guards === undefined)
    throw new OptionError('Name the guards: guard test --guards guards.yaml');
  const source = await openGuards(services.config, client, ({ message }) => {
    throw new ConfigError([`What the guards name could not be looked for: ${message}`]);
  });
  const guards = await source();
  const records = recordsIn(await openWatchState(services));
  const checks = [];
  for (const experiment of guards) {
    // One after another, so that they take few of the calls that the key has at one time.
    // oxlint-disable-next-line no-await-in-loop
    const keyed = await evaluate(
      client,
      experiment,
      await recordsOf(records, experiment),
      new Date(),
    );
    checks.push(...keyed.map(({ check }) => check));
  }
  if (json)
    terminal.print(
      JSON.stringify(
        checks.map((check) => ({ ...check, fires: fires(check) })),
        undefined,
        2,
      ),
    );
  else for (const line of linesOfChecks(checks, client.calls)) terminal.print(line);
  if (checks.some(({ reason }) => reason === 'PARTIAL_DATA' || reason === 'NOT_FOUND')) return 1;
  return checks.some(fires) ? WOULD_FIRE : 0;
}

async function rearmed(
  terminal: Terminal,
  client: GraphClient,
  services: Services,
  experiment: number,
  name: string | undefined,
  json: true | undefined,
): Promise<number> {
  const { directory } = services.config.watch;
  // Opening the state would create it, and a misspelt name would look like guards that have not fired.
  if (directory !== undefined && !existsSync(directory))
    throw new ConfigError([`WATCH_DIRECTORY: there is no directory ${directory}.`]);
  const state = await openWatchState(services);
  if (!state.isDurable)
    throw new ConfigError([
      'Nothing stores which guards have fired: set WATCH_DIRECTORY or REDIS_URL as for the watcher.',
    ]);
  const [projectId = ''] = await resolveProjects(
    client,
    services.config.watch.projects.slice(0, 1),
  );
  const firings = await rearm(state, { projectId, posthogId: experiment }, name);
  if (json) terminal.print(JSON.stringify(firings, undefined, 2));
  else
    for (const firing of firings)
      terminal.print(
        `Re-armed "${firing.guard}", which fired at ${firing.at} (${firing.outcome}).`,
      );
  if (firings.length > 0) return 0;
  terminal.printError(
    `No such guard of experiment ${experiment} has fired in project ${projectId}.`,
  );
  return 1;
}
