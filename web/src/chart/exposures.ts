/** People of one arm up to a day. */
export interface ArmCount {
  readonly key: string;
  /** Place of the variant among all, which is its colour. */
  readonly index: number;
  /** People of this arm since the launch. */
  readonly people: number;
  /** People of this arm and of those before it, for drawing one upon the other. */
  readonly stacked: number;
}

/** One day: the people since the launch, by arm. */
export interface ExposureDay {
  readonly date: Date;
  readonly arms: readonly ArmCount[];
  readonly total: number;
}

interface Arm {
  readonly key: string | null;
  readonly samples: number | null;
}

interface Day {
  readonly date: string | null;
  readonly baseline: Arm | null;
  readonly variants: readonly Arm[] | null;
}

/**
 * The people exposed since the launch, by day and arm. PostHog counts them for each metric, and a metric may leave people
 * out, so that the metric with the most people counts. Days without a result are left out.
 * @param series the days of each metric
 */
export function exposureDays(
  series: readonly (readonly Day[])[],
  keys: readonly (string | null)[],
): readonly ExposureDay[] {
  const all = series.map((days) => days.flatMap((day) => dayOf(day, keys)));
  return all.toSorted((one, other) => last(other) - last(one))[0] ?? [];
}

const last = (days: readonly ExposureDay[]) => days.at(-1)?.total ?? 0;

function dayOf({ date, baseline, variants }: Day, keys: readonly (string | null)[]): ExposureDay[] {
  if (date === null || !baseline) return [];
  const counted = [baseline, ...(variants ?? [])];
  let total = 0;
  const arms = keys.flatMap((key, index) => {
    const people = counted.find((arm) => arm.key === key)?.samples;
    if (key === null || people == null) return [];
    total += people;
    return [{ key, index, people, stacked: total }];
  });
  return arms.length === 0 ? [] : [{ date: new Date(date), arms, total }];
}
