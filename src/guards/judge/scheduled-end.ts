import type { GuardAction } from '../check.ts';
import type { ScheduledEnd } from '../shape.ts';
import type { Evidence } from '../read/read-evidence.ts';
import type { ExperimentState } from '../read/read-state.ts';
import { DAY_MS, isOld, oldText } from './age.ts';
import { verdict, type Verdict } from './verdict.ts';

/** A verdict on the scheduled end, with what is done. */
export interface EndVerdict extends Verdict {
  readonly action: GuardAction;
}

/** When the planned time is over, ISO 8601; null before the launch. */
function endOf({ at, afterDays }: ScheduledEnd, startDate: string | null): string | null {
  if (startDate === null) return null;
  const end = at === undefined ? Date.parse(startDate) + (afterDays ?? 0) * DAY_MS : Date.parse(at);
  return new Date(end).toISOString();
}

/** What the scheduled end is meant to do, before it is known whether there is a winner. */
export function meantBy({ action }: ScheduledEnd): GuardAction {
  if (action === 'SHIP_WINNER') return { type: 'SHIP', variant: null, isWinner: true };
  return { type: action === 'STOP' ? 'END' : 'NOTIFY' };
}

/**
 * Judges the time of the scheduled end.
 * @returns undefined once it is over, in this run of the experiment
 */
export function judgeTime(
  end: ScheduledEnd,
  { startDate, status }: ExperimentState,
  now: Date,
): EndVerdict | undefined {
  const action = meantBy(end);
  const at = endOf(end, startDate);
  if (at === null || startDate === null || status === 'STOPPED' || status === 'DRAFT')
    return { ...verdict('NOT_RUNNING', 'The experiment is not running.'), action };
  if (Date.parse(at) <= Date.parse(startDate))
    return {
      ...verdict(
        'NOT_DUE',
        `The scheduled end ${at} is before the launch, so it is of an earlier run.`,
      ),
      action,
    };
  if (now.getTime() < Date.parse(at))
    return { ...verdict('NOT_DUE', `It is scheduled for ${at}.`), action };
  return undefined;
}

/**
 * Judges what is done when the time is over. Only the recommendation SHIP, on results that can be acted on, makes a winner.
 * @param evidence with the decision, if the action is SHIP_WINNER
 */
export function judgeEnd(
  end: ScheduledEnd,
  { startDate, status }: ExperimentState,
  evidence: Evidence | undefined,
  now: Date,
): EndVerdict {
  const over = `Its scheduled end was ${endOf(end, startDate) ?? ''}.`;
  if (end.action === 'NOTIFY') return { ...verdict('FIRES', over), action: { type: 'NOTIFY' } };
  if (end.action === 'STOP') return { ...verdict('FIRES', over), action: { type: 'END' } };
  const action: GuardAction = meantBy(end);
  if (status === 'PAUSED')
    return {
      ...verdict('NOT_RUNNING', `${over} It is paused, so nothing is shipped until it is resumed.`),
      action,
    };
  const decision = evidence?.decision;
  if (!evidence || !decision)
    return { ...verdict('NO_RESULT', `${over} There is no decision.`), action };
  const { asOf } = decision;
  if (evidence.isRecalculating)
    return {
      ...verdict('RECALCULATING', `${over} PostHog is computing the results anew.`, asOf),
      action,
    };
  if (isOld(asOf, startDate, now))
    return { ...verdict('STALE_DATA', `${over} ${oldText(asOf)}`, asOf), action };
  const { recommendation, variant, because } = decision;
  const decided = `${over} The decision is ${recommendation}: ${because}`;
  if (recommendation === 'SHIP' && variant !== null)
    return {
      ...verdict('FIRES', decided, asOf),
      action: { type: 'SHIP', variant, isWinner: true },
    };
  return { ...verdict('FIRES', decided, asOf), action: fallbackOf(end, evidence) };
}

/** What is done without a winner. A test variant that may do harm is not shipped. */
function fallbackOf({ fallback }: ScheduledEnd, { decision, metrics }: Evidence): GuardAction {
  if (fallback?.action === 'STOP') return { type: 'END' };
  if (fallback?.action !== 'SHIP' || fallback.variant === undefined) return { type: 'NOTIFY' };
  const { variant } = fallback;
  const isBaseline = [...metrics.values()].some(({ baseline }) => baseline?.key === variant);
  const mayHarm = decision?.recommendation === 'ROLL_BACK' || decision?.recommendation === 'REVIEW';
  return mayHarm && !isBaseline ? { type: 'NOTIFY' } : { type: 'SHIP', variant, isWinner: false };
}
