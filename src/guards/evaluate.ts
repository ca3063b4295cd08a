import type { FindingCode } from '../graph-client/generated/graphql.ts';
import type { GraphClient } from '../graph-client/graph-client.ts';
import type { GuardAction, GuardCheck } from './check.ts';
import type { GuardedExperiment, ResolvedGuard } from './guarded-experiment.ts';
import { judgeFinding } from './judge/finding-guard.ts';
import { judgeMetric } from './judge/metric-guard.ts';
import { judgeEnd, judgeTime, meantBy } from './judge/scheduled-end.ts';
import { verdict, type Verdict } from './judge/verdict.ts';
import { readEvidence, type Evidence, type Needs } from './read/read-evidence.ts';
import {
  isUnreadable,
  readState,
  type ExperimentState,
  type Unreadable,
} from './read/read-state.ts';
import { firedInRun } from './records/fired-in-run.ts';
import { definitionOf, recordKeyOf, type FiringRecord } from './records/record.ts';
import type { Guard, ScheduledEnd } from './shape.ts';

/** Where the firing of a check is stored, and the definition that is stored with it. */
interface RecordPlace {
  readonly key: string;
  readonly definition: string;
}

/** A check, and the place of the record that it would make; undefined before the launch. */
export interface KeyedCheck {
  readonly check: GuardCheck;
  readonly place: RecordPlace | undefined;
}

/** Name of the scheduled end in checks and firings. */
const SCHEDULED_END = 'scheduled end';

/** Findings are looked for only when something needs them, and metrics are. */
const RUNNING: ReadonlySet<unknown> = new Set(['RUNNING', 'EXPOSURE_FROZEN']);

/**
 * Reads the state of an experiment and judges its guards and its scheduled end. Changes nothing. 1 upstream call for an
 * experiment that is not running, else also 1 for the newest results, and what findings and the decision cost.
 * @param records firings of the experiment by their keys
 */
export async function evaluate(
  client: GraphClient,
  experiment: GuardedExperiment,
  records: ReadonlyMap<string, FiringRecord>,
  now: Date,
): Promise<readonly KeyedCheck[]> {
  const state = await readState(client, experiment);
  return state === null || isUnreadable(state)
    ? unjudged(experiment, state)
    : judge(client, experiment, state, records, now);
}

/** The same for a state that has just been read. */
export async function judge(
  client: GraphClient,
  experiment: GuardedExperiment,
  state: ExperimentState,
  records: ReadonlyMap<string, FiringRecord>,
  now: Date,
): Promise<readonly KeyedCheck[]> {
  const { guards, scheduledEnd: end } = experiment;
  const placeOf = (one: Guard | ScheduledEnd): RecordPlace | undefined =>
    state.startDate === null
      ? undefined
      : { key: recordKeyOf(experiment, state.startDate, one), definition: definitionOf(one) };
  const firedBy = firedInRun(experiment, state, records, now);
  const early = guards.map(({ guard }) => before(state, firedBy(guard)));
  const endFired = end && firedBy(end);
  const endEarly =
    end &&
    (endFired
      ? { ...firedBefore(endFired), action: actionOf(endFired) }
      : judgeTime(end, state, now));
  const open = guards.filter((_, index) => !early[index]);
  const isShipping = end?.action === 'SHIP_WINNER' && !endEarly && state.status !== 'PAUSED';
  const needs = needsOf(open, isShipping);
  const evidence =
    open.length > 0 || isShipping ? await readEvidence(client, experiment, needs) : undefined;
  const unread =
    evidence && isUnreadable(evidence) ? verdict('PARTIAL_DATA', evidence.unreadable) : undefined;
  const found = evidence && !isUnreadable(evidence) ? evidence : undefined;
  const checks = guards.map((one, index) => ({
    check: guardCheck(experiment, one, early[index] ?? unread ?? judged(one, state, found, now)),
    place: placeOf(one.guard),
  }));
  if (!end) return checks;
  const onEnd =
    endEarly ??
    (isShipping && unread
      ? { ...unread, action: judgeEnd(end, state, undefined, now).action }
      : judgeEnd(end, state, found, now));
  return [...checks, { check: endCheck(experiment, onEnd), place: placeOf(end) }];
}

/** What can be said of a guard without results. */
function before(
  { status }: ExperimentState,
  record: FiringRecord | undefined,
): Verdict | undefined {
  if (record) return firedBefore(record);
  return RUNNING.has(status)
    ? undefined
    : verdict(
        'NOT_RUNNING',
        `The experiment is not running (${status ?? 'its status is not known'}).`,
      );
}

const firedBefore = ({ phase, firing }: FiringRecord): Verdict =>
  phase === 'FINAL'
    ? verdict(
        'FIRED_BEFORE',
        `It fired at ${firing.at} (${firing.outcome}) and does not fire again in this run until it is re-armed.`,
      )
    : verdict('SETTLING', `It fired at ${firing.at}, and what became of it is being found out.`);

const actionOf = ({ firing: { action, variant } }: FiringRecord): GuardAction =>
  action === 'SHIP' ? { type: action, variant, isWinner: false } : { type: action };

function needsOf(open: readonly ResolvedGuard[], decision: boolean): Needs {
  const findings = new Set<FindingCode>(open.flatMap(({ guard }) => guard.finding ?? []));
  return {
    metrics: new Set(open.flatMap(({ metricUuid }) => metricUuid ?? [])),
    findings: [...findings],
    results: findings.size > 0,
    decision,
  };
}

function judged(
  one: ResolvedGuard,
  state: ExperimentState,
  evidence: Evidence | undefined,
  now: Date,
): Verdict {
  if (!evidence) return verdict('PARTIAL_DATA', 'Nothing was read.');
  return one.guard.finding === undefined
    ? judgeMetric(one, state, evidence, now)
    : judgeFinding(one.guard, state, evidence, now);
}

const guardCheck = (
  experiment: GuardedExperiment,
  { guard }: ResolvedGuard,
  found: Verdict,
): GuardCheck => ({
  experiment: facts(experiment),
  guard: guard.name,
  kind: guard.finding === undefined ? 'METRIC' : 'FINDING',
  ...found,
  action: { type: guard.action },
});

const endCheck = (
  experiment: GuardedExperiment,
  found: Verdict & { readonly action: GuardAction },
): GuardCheck => ({
  experiment: facts(experiment),
  guard: SCHEDULED_END,
  kind: 'SCHEDULED_END',
  ...found,
});

const facts = ({ projectId, posthogId, name }: GuardedExperiment) => ({
  projectId,
  posthogId,
  name,
});

/** What is said of everything that watches an experiment whose state could not be read; null for one that was not found. */
export const unjudged = (
  experiment: GuardedExperiment,
  state: Unreadable | null,
): readonly KeyedCheck[] =>
  all(
    experiment,
    state === null
      ? verdict('NOT_FOUND', 'The experiment was not found.')
      : verdict('PARTIAL_DATA', state.unreadable),
  );

/** The same verdict for everything that watches an experiment. */
function all(experiment: GuardedExperiment, found: Verdict): readonly KeyedCheck[] {
  const { guards, scheduledEnd: end } = experiment;
  const checks = guards.map((one) => ({
    check: guardCheck(experiment, one, found),
    place: undefined,
  }));
  if (!end) return checks;
  const onEnd = { ...found, action: meantBy(end) };
  return [...checks, { check: endCheck(experiment, onEnd), place: undefined }];
}
