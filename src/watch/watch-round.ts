import type { ExperimentEvent } from '../events/event.ts';
import type { GraphClient } from '../graph-client/graph-client.ts';
import { GraphFailure } from '../graph-client/graph-failure.ts';
import { checkGuards } from '../guards/check-guards.ts';
import type { GuardedExperiment } from '../guards/guarded-experiment.ts';
import type { WatchLease, WatchState } from '../watch-state/watch-state.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import { guardEvent } from './guard-event.ts';
import type { ProjectRecords } from './project-records.ts';
import type { Round } from './watch-log.ts';
import { watchProject } from './watch-project.ts';

export interface RoundOptions {
  readonly client: GraphClient;
  readonly state: WatchState;
  /** What was seen of each project, by its number. */
  readonly projects: ReadonlyMap<string, ProjectRecords>;
  readonly guards: () => Promise<readonly GuardedExperiment[]>;
  readonly outbox: Pick<Outbox, 'put'>;
  readonly lease: Pick<WatchLease, 'isHeld'>;
  readonly now: () => Date;
}

/**
 * One round: every project is looked at, then all guards are checked. A project that cannot be read does not keep the
 * others from being watched.
 * @throws WatchStateError, StoreUnavailable when the state cannot be used
 */
export async function watchRound(options: RoundOptions): Promise<Round> {
  const { client, projects, outbox, now } = options;
  const found: ExperimentEvent[] = [];
  const problems: string[] = [];
  let [experiments, unread, calls] = [0, 0, 0];
  const put = (event: ExperimentEvent) => outbox.put(event);
  for (const [projectId, records] of projects) {
    try {
      // One after the other, so that other work finds calls left.
      // oxlint-disable-next-line no-await-in-loop
      const round = await watchProject({ client, projectId, records, put, now });
      found.push(...round.events);
      experiments += round.experiments;
      unread += round.unread;
      calls += round.calls;
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      problems.push(`Project ${projectId} could not be read (${error.code}): ${error.message}`);
    }
  }
  const guarded = await checkAll(options, found);
  return {
    experiments,
    events: found,
    unread,
    firings: guarded.firings,
    calls: calls + guarded.calls,
    problems: [...problems, ...guarded.problems],
  };
}

/** Checks all guards, and puts what fires into the outbox. */
async function checkAll(
  { client, state, projects, guards, outbox, lease, now }: RoundOptions,
  found: ExperimentEvent[],
): Promise<Pick<Round, 'firings' | 'calls' | 'problems'>> {
  const before = client.calls;
  let resolved: readonly GuardedExperiment[];
  try {
    resolved = await guards();
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    const problem = `The guards could not be read (${error.code}): ${error.message}`;
    return { firings: 0, calls: client.calls - before, problems: [problem] };
  }
  // Without any guard too: a firing may be left over from guards that were taken out of the files.
  const { firings, problems } = await checkGuards({
    client,
    guards: resolved,
    state,
    now,
    mayAct: () => lease.isHeld(),
    report: async (firing) => {
      const known = projects.get(firing.projectId)?.all() ?? [];
      const event = guardEvent(
        firing,
        known.find(({ posthogId }) => posthogId === firing.posthogId),
      );
      await outbox.put(event);
      found.push(event);
    },
  });
  return { firings: firings.length, calls: client.calls - before, problems };
}
