import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { StateCollection } from '../../watch-state/watch-state.ts';
import { fires } from '../check.ts';
import type { KeyedCheck } from '../evaluate.ts';
import type { Firing } from '../firing.ts';
import type { ExperimentState } from '../read/read-state.ts';
import type { FiringRecord } from '../records/record.ts';
import { change } from './change.ts';
import { whatWasDone } from './comment.ts';
import { firingOf, variantOf } from './firing-of.ts';

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
 * Carries out what fires for one experiment: every notification, and one change. That is the strongest that PostHog does
 * not refuse: where it refuses to end an experiment, a guard that pauses it must not be taken for done. A record is stored
 * before anything is sent.
 * @param state the state that the checks are about
 * @returns why something could not be done now, in English; it is tried again in the next round
 */
export async function fire(
  firers: Firers,
  state: ExperimentState,
  checks: readonly KeyedCheck[],
): Promise<readonly string[]> {
  const firing = checks.filter(({ check, place }) => fires(check) && place !== undefined);
  for (const one of firing.filter(({ check }) => check.action.type === 'NOTIFY'))
    // One after another: each is one record.
    // oxlint-disable-next-line no-await-in-loop
    await addFinal(firers, one, 'NOTIFIED', null);
  const acting = firing
    .filter(({ check }) => check.action.type !== 'NOTIFY')
    .toSorted((one, other) => strengthOf(other) - strengthOf(one));
  for (const [index, lead] of acting.entries()) {
    // One after another: the next is only tried where the one before was refused.
    // oxlint-disable-next-line no-await-in-loop
    const acted = await act(firers, lead, state);
    if (acted.is === 'REFUSED') continue;
    if (acted.is === 'LATER') return acted.problems;
    for (const one of acting.slice(index + 1))
      // oxlint-disable-next-line no-await-in-loop
      await addFinal(
        firers,
        one,
        'DONE_WITH_ANOTHER',
        `The guard "${lead.check.guard}" ${whatWasDone(lead.check.action.type, variantOf(lead.check.action))}.`,
      );
    return [];
  }
  return [];
}

/** What became of a change: done, refused for good, or to be looked at again in the next round. */
type Acted =
  | { readonly is: 'DONE' | 'REFUSED' }
  | { readonly is: 'LATER'; readonly problems: readonly string[] };

const LATER: Acted = { is: 'LATER', problems: [] };

/** Sends the change and stores what became of it. */
async function act(
  { client, records, mayAct, now }: Firers,
  { check, place }: KeyedCheck,
  state: ExperimentState,
): Promise<Acted> {
  if (place === undefined || !(await mayAct())) return LATER;
  const { key, definition } = place;
  const record: FiringRecord = {
    firing: firingOf(check, key, now()),
    phase: 'ABOUT_TO_ACT',
    isUncertain: false,
    version: state.version,
    flagVersion: state.featureFlag?.version ?? null,
    isReported: false,
    definition,
  };
  // Another watcher does it, or has done it.
  if (!(await records.add(key, record))) return LATER;
  const { firing } = record;
  const isWinner = check.action.type === 'SHIP' && check.action.isWinner;
  const { outcome, message } = await change(client, firing, state, isWinner);
  const store = (changed: Partial<FiringRecord>, result: Pick<Firing, 'outcome' | 'note'>) =>
    records.set(key, { ...record, ...changed, firing: { ...firing, ...result } });
  switch (outcome) {
    case 'DONE':
      await store(
        { phase: firing.action === 'PAUSE' ? 'COMMENT' : 'FINAL' },
        { outcome, note: null },
      );
      return { is: 'DONE' };
    case 'REFUSED':
      await store({ phase: 'FINAL' }, { outcome, note: message ?? null });
      return { is: 'REFUSED' };
    case 'UNCERTAIN':
      // The others wait until it is known whether it was made.
      await store({ isUncertain: true }, { outcome, note: message ?? null });
      return LATER;
    default: {
      // Nothing was sent, or nothing was done: the next round judges the experiment as it is then.
      await records.delete(key);
      const problem = `The guard "${firing.guard}" could not act on ${firing.experimentName}: ${message ?? outcome}`;
      return { is: 'LATER', problems: [problem] };
    }
  }
}

async function addFinal(
  { records, now }: Firers,
  { check, place }: KeyedCheck,
  outcome: Firing['outcome'],
  note: string | null,
): Promise<void> {
  if (place === undefined) return;
  const { key, definition } = place;
  await records.add(key, {
    firing: { ...firingOf(check, key, now()), outcome, note },
    phase: 'FINAL',
    isUncertain: false,
    version: null,
    flagVersion: null,
    isReported: false,
    definition,
  });
}
