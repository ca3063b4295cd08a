import type { GraphClient } from '../graph-client/graph-client.ts';
import type { StateCollection, WatchState } from '../watch-state/watch-state.ts';
import { settleChanges, writeComments } from './act/finish.ts';
import { fire, type Firers } from './act/fire.ts';
import type { GuardCheck } from './check.ts';
import { judge, unjudged } from './evaluate.ts';
import type { Firing } from './firing.ts';
import type { ExperimentPlace, GuardedExperiment } from './guarded-experiment.ts';
import { isUnreadable, readState } from './read/read-state.ts';
import { forgetFirings } from './rearm.ts';
import { keyPrefixOf, recordsIn, type FiringRecord } from './records/record.ts';

export interface CheckGuardsOptions {
  readonly client: GraphClient;
  /** What `resolveGuards` found at the start. */
  readonly guards: readonly GuardedExperiment[];
  readonly state: WatchState;
  readonly now: () => Date;
  /** Whether this watcher still has the right to work: `isHeld` of its lease. Asked before each change. */
  readonly mayAct: () => Promise<boolean>;
  /**
   * Stores a firing for whoever is notified, in the same state or another that outlives the process. It is called until it
   * has resolved once, also after a restart, so it may get the same `id` again.
   */
  readonly report: (firing: Firing) => Promise<void>;
}

/** What one round found and did. */
export interface GuardRound {
  readonly checks: readonly GuardCheck[];
  /** What was reported in this round. */
  readonly firings: readonly Firing[];
  /** Sentences for the log about what could not be done and is tried again in the next round. */
  readonly problems: readonly string[];
}

/**
 * Evaluates all guards and scheduled ends once, carries out what fires, and finishes what an earlier round could not, also
 * for experiments that nothing guards any more.
 * One experiment that cannot be read does not keep the others from being checked.
 * @throws WatchStateError, StoreUnavailable when the state cannot be used: nothing more is done then
 */
export async function checkGuards(options: CheckGuardsOptions): Promise<GuardRound> {
  const { guards, state, report } = options;
  const records = recordsIn(state);
  const firers: Firers = { ...options, records };
  const rounds: GuardRound[] = [];
  for (const experiment of guards) {
    // One after another, so that a round takes few of the calls that the key has at one time.
    // oxlint-disable-next-line no-await-in-loop
    const { checks, problems } = await checkOne(firers, experiment);
    // oxlint-disable-next-line no-await-in-loop
    const firings = await reportAll(records, experiment, report);
    rounds.push({ checks, problems, firings });
  }
  for (const place of await leftOver(records, guards)) {
    // oxlint-disable-next-line no-await-in-loop
    await finish(firers, place);
    // oxlint-disable-next-line no-await-in-loop
    rounds.push({ checks: [], problems: [], firings: await reportAll(records, place, report) });
  }
  return {
    checks: rounds.flatMap(({ checks }) => checks),
    problems: rounds.flatMap(({ problems }) => problems),
    firings: rounds.flatMap(({ firings }) => firings),
  };
}

async function checkOne(
  firers: Firers,
  experiment: GuardedExperiment,
): Promise<Omit<GuardRound, 'firings'>> {
  const { client, records, now, mayAct } = firers;
  const state = await readState(client, experiment);
  if (!isUnreadable(state))
    await settleChanges(firers, await recordsOf(records, experiment), state);
  if (state === null || isUnreadable(state))
    return { checks: unjudged(experiment, state).map(({ check }) => check), problems: [] };
  // A draft has been reset, or was never launched: its next launch begins another run.
  if (state.status === 'DRAFT' && (await mayAct())) await forgetFirings(records, experiment);
  const known = await recordsOf(records, experiment);
  const keyed = await judge(client, experiment, state, known, now());
  const isSettled = [...known.values()].every(({ phase }) => phase === 'FINAL');
  const problems = isSettled ? await fire(firers, state, keyed) : [];
  await writeComments(firers, experiment, await recordsOf(records, experiment));
  return { checks: keyed.map(({ check }) => check), problems };
}

/**
 * Experiments that have firings to report, and that nothing guards any more: their guards were taken out of the files, or
 * the experiments were deleted, before it was done.
 */
async function leftOver(
  records: StateCollection<FiringRecord>,
  guards: readonly GuardedExperiment[],
): Promise<readonly ExperimentPlace[]> {
  const guarded = new Set(guards.map(keyPrefixOf));
  const found = new Map<string, ExperimentPlace>();
  for (const [, { firing, isReported }] of await records.entries()) {
    const prefix = keyPrefixOf(firing);
    if (!isReported && !guarded.has(prefix)) found.set(prefix, firing);
  }
  return [...found.values()];
}

/** Finishes what was begun for an experiment, without judging anything. */
async function finish(firers: Firers, place: ExperimentPlace): Promise<void> {
  const { client, records } = firers;
  const state = await readState(client, place);
  // It is tried again in the next round, because the firing is still not reported.
  if (isUnreadable(state)) return;
  await settleChanges(firers, await recordsOf(records, place), state);
  await writeComments(firers, place, await recordsOf(records, place));
}

/** The stored firings of an experiment by their keys. */
export async function recordsOf(
  records: StateCollection<FiringRecord>,
  experiment: ExperimentPlace,
): Promise<ReadonlyMap<string, FiringRecord>> {
  return new Map(await records.entries(keyPrefixOf(experiment)));
}

/** Reports each firing whose outcome is known, and stores that it was reported. */
async function reportAll(
  records: StateCollection<FiringRecord>,
  experiment: ExperimentPlace,
  report: CheckGuardsOptions['report'],
): Promise<readonly Firing[]> {
  const reported: Firing[] = [];
  for (const [key, record] of await recordsOf(records, experiment)) {
    if (record.phase === 'ABOUT_TO_ACT' || record.isReported) continue;
    // One after another, in the order of their keys.
    // oxlint-disable-next-line no-await-in-loop
    await report(record.firing);
    // oxlint-disable-next-line no-await-in-loop
    await records.set(key, { ...record, isReported: true });
    reported.push(record.firing);
  }
  return reported;
}
