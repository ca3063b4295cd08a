import { DAY_MS } from '../../context/clock.ts';
import type { ExperimentRow } from './loader.ts';

/** Less than a week gives some days of the week more weight than others. */
export const MINIMUM_DAYS = 7;

/** The running time that was planned for an experiment. */
export interface RunningPlan {
  /** Days to run; null where they were not planned. */
  readonly days: number | null;
  /** People to collect, over all variants; null where they were not planned. */
  readonly people: number | null;
}

/** Names of a plan's parts that servers before summer 2026 keep among the parameters. */
const PARTS = [
  'minimum_detectable_effect',
  'recommended_running_time',
  'recommended_sample_size',
] as const;

type StoredPlan = NonNullable<ExperimentRow['running_time_calculation']>;

/** The plan as it is saved with an experiment, wherever its server keeps it; null where there is none. */
export function storedPlanOf({
  running_time_calculation: plan,
  parameters,
}: ExperimentRow): StoredPlan | null {
  const earlier = PARTS.flatMap((name) => {
    const value: unknown = parameters?.[name];
    return typeof value === 'number' && plan?.[name] == null ? [[name, value] as const] : [];
  });
  return plan || earlier.length > 0 ? { ...plan, ...Object.fromEntries(earlier) } : null;
}

/** What the plan that is saved with an experiment asks for. */
export function runningPlanOf(row: ExperimentRow): RunningPlan {
  const plan = storedPlanOf(row);
  return {
    days: positive(plan?.recommended_running_time),
    people: positive(plan?.recommended_sample_size),
  };
}

const positive = (value: unknown): number | null =>
  typeof value === 'number' && value > 0 ? value : null;

/**
 * Whether the planned end is reached: the planned days, or where only people were planned, these. Null without a plan.
 * @param people the people exposed so far, over all variants
 */
export function reachesPlan(row: ExperimentRow, people: number, now: () => Date): boolean | null {
  const plan = runningPlanOf(row);
  if (plan.days !== null) return (daysOf(row, now) ?? 0) >= plan.days;
  return plan.people === null ? null : people >= plan.people;
}

/** Days from the launch to the end, or to `now` while it has not ended; null for a draft. */
export function daysOf({ start_date: start, end_date: end }: ExperimentRow, now: () => Date) {
  if (start == null) return null;
  const until = end == null ? now().getTime() : Date.parse(end);
  return (until - Date.parse(start)) / DAY_MS;
}
