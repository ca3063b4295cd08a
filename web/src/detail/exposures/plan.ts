import { date, days as daysInWords, number, share } from '../../format.ts';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';

const DAY_MS = 86_400_000;

/** How far an experiment is on the way that was planned for it. */
export interface Plan {
  readonly plannedDays: number | undefined;
  readonly plannedPeople: number | undefined;
  /** When the planned end is or was reached; undefined where that cannot be known yet. */
  readonly end: Date | undefined;
  /** True where `end` goes by the people of each day so far, as only a number of people was planned. */
  readonly isEstimate: boolean;
  /** Days until the planned end; 0 where it is reached, undefined where that is not known or the experiment has ended. */
  readonly daysLeft: number | undefined;
  /** Undefined without a plan, and for a draft. */
  readonly isReached: boolean | undefined;
}

type Planned = Pick<
  ExperimentHeadFragment,
  'startDate' | 'endDate' | 'durationDays' | 'runningTime'
>;

/**
 * The plan of an experiment, by the rule of the API's decision: the planned days, or where only a number of people was
 * planned, these.
 * @param people people so far over all arms; undefined where that is not known
 */
export function planOf(
  { startDate, endDate, durationDays, runningTime }: Planned,
  people: number | undefined,
): Plan {
  const plannedDays = positive(runningTime?.recommendedRunningTimeDays);
  const plannedPeople = positive(runningTime?.recommendedSampleSize);
  const isEstimate = plannedDays === undefined;
  const total = plannedDays ?? daysFor(plannedPeople, people, durationDays ?? 0);
  const none = { plannedDays, plannedPeople, isEstimate, end: undefined, daysLeft: undefined };
  if (startDate == null || durationDays == null) return { ...none, isReached: undefined };
  const isReached = isEstimate
    ? plannedPeople === undefined || people === undefined
      ? undefined
      : people >= plannedPeople
    : durationDays >= plannedDays;
  if (total === undefined) return { ...none, isReached };
  return {
    ...none,
    end: new Date(Date.parse(startDate) + total * DAY_MS),
    daysLeft: endDate == null ? Math.max(0, total - durationDays) : undefined,
    isReached,
  };
}

/** Days from the launch to the planned number of people, if as many come each day as so far. */
function daysFor(planned: number | undefined, people: number | undefined, days: number) {
  if (planned === undefined || !people || days <= 0) return undefined;
  return (planned / people) * days;
}

const positive = (value: number | null | undefined) =>
  value != null && value > 0 ? value : undefined;

/** What there is to say of a plan, as sentences: how many of the planned people there are, and when it ends. */
export function planInWords(plan: Plan, people: number | undefined): readonly string[] {
  const { plannedDays, plannedPeople } = plan;
  if (plannedDays === undefined && plannedPeople === undefined)
    return ['Neither a running time nor a number of people was planned.'];
  return [
    ...(plannedPeople === undefined
      ? []
      : people === undefined
        ? [`${number(Math.ceil(plannedPeople))} people are planned.`]
        : [
            `${number(people)} of ${number(Math.ceil(plannedPeople))} planned people (${share(people / plannedPeople)}).`,
          ]),
    ...endInWords(plan),
  ];
}

function endInWords({ plannedDays, end, daysLeft, isReached, isEstimate }: Plan): string[] {
  const day = end && date(end.toISOString());
  if (day === undefined)
    return plannedDays === undefined ? [] : [`Planned to run for ${daysInWords(plannedDays)}.`];
  if (isReached === true)
    return [isEstimate ? 'The planned number is reached.' : `The planned end, ${day}, is reached.`];
  if (daysLeft === undefined) return [`It was planned to run until ${day}.`];
  const left = `${daysInWords(Math.max(1, Math.round(daysLeft)))} left`;
  return [
    isEstimate
      ? `About ${left} at the pace so far: ends about ${day}.`
      : `${left}: ends about ${day}.`,
  ];
}
