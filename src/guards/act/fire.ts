import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { StateCollection } from '../../watch-state/watch-state.ts';
import { fires, type GuardCheck } from '../check.ts';
import type { KeyedCheck } from '../evaluate.ts';
import type { Firing } from '../firing.ts';
import type { ExperimentState } from '../read/read-state.ts';
import type { FiringRecord } from '../records/record.ts';
import { change } from './change.ts';
import { firingOf } from './firing-of.ts';

/** What firings need. */
export interface Firers {
  readonly client: GraphClient;
  readonly records: StateCollection<FiringRecord>;
  readonly now: () => Date;
  /** Whether this watcher still has the right to work. */
  readonly mayAct: () => Promise<boolean>;
}

/** The strongest first: what else fires at the same moment is done with it. */
const STRENGTH = ['NOTIFY', 'PAUSE', 'END', 'SHIP'];

const strengthOf = ({ check }: KeyedCheck) => STRENGTH.indexOf(check.action.type);

/**
 * Carries out what fires for one experiment: every notification, and one change, which is the strongest. A record is
 * stored before anything is sent.
 * @param state the state that the checks are about
 * @returns why something could not be done now, in English; it is tried again in the next round
 */
export async function fire(
  firers: Firers,
  state: ExperimentState,
  checks: readonly KeyedCheck[],
): Promise<readonly string[]> {
  const firing = checks.filter(({ check, key }) => fires(check) && key !== undefined);
  for (const one of firing.filter(({ check }) => check.action.type === 'NOTIFY'))
    // One after another: each is one record.
    // oxlint-disable-next-line no-await-in-loop
    await addFinal(firers, one, 'NOTIFIED', null);
  const acting = firing
    .filter(({ check }) => check.action.type !== 'NOTIFY')
    .toSorted((one, other) => strengthOf(other) - strengthOf(one));
  const [lead, ...others] = acting;
  if (!lead?.key || !(await firers.mayAct())) return [];
  const at = firers.now();
  const record: FiringRecord = {
    firing: firingOf(lead.check, lead.key, at),
    phase: 'ABOUT_TO_ACT',
    isUncertain: false,
    version: state.version,
    flagVersion: state.featureFlag?.version ?? null,
    isReported: false,
  };
  // Another watcher does it, or has done it.
  if (!(await firers.records.add(lead.key, record))) return [];
  const problem = await act(firers, lead.key, record, lead.check, state);
  if (problem !== undefined) return [problem];
  for (const one of others)
    // oxlint-disable-next-line no-await-in-loop
    await addFinal(firers, one, 'DONE_WITH_ANOTHER', `Done with the guard "${lead.check.guard}".`);
  return [];
}

/** Sends the change and stores what became of it. */
async function act(
  { client, records }: Firers,
  key: string,
  record: FiringRecord,
  check: GuardCheck,
  state: ExperimentState,
): Promise<string | undefined> {
  const { firing } = record;
  const isWinner = check.action.type === 'SHIP' && check.action.isWinner;
  const { outcome, message } = await change(client, firing, state, isWinner);
  const store = (changed: Partial<FiringRecord>, result: Pick<Firing, 'outcome' | 'note'>) =>
    records.set(key, { ...record, ...changed, firing: { ...firing, ...result } });
  if (outcome === 'DONE')
    await store(
      { phase: firing.action === 'PAUSE' ? 'COMMENT' : 'FINAL' },
      { outcome: 'DONE', note: null },
    );
  else if (outcome === 'REFUSED')
    await store({ phase: 'FINAL' }, { outcome: 'REFUSED', note: message ?? null });
  else if (outcome === 'UNCERTAIN')
    await store({ isUncertain: true }, { outcome: 'UNCERTAIN', note: message ?? null });
  else {
    // Nothing was sent, or nothing was done: the next round judges the experiment as it is then.
    await records.delete(key);
    return `The guard "${firing.guard}" could not act on ${firing.experimentName}: ${message ?? outcome}`;
  }
  return undefined;
}

async function addFinal(
  { records, now }: Firers,
  { check, key }: KeyedCheck,
  outcome: Firing['outcome'],
  note: string | null,
): Promise<void> {
  if (key === undefined) return;
  await records.add(key, {
    firing: { ...firingOf(check, key, now()), outcome, note },
    phase: 'FINAL',
    isUncertain: false,
    version: null,
    flagVersion: null,
    isReported: false,
  });
}
