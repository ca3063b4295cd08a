import type { Experiment, JsonObject, Project, StoredTimeseries } from '../../model/entities.ts';
import { isoformat } from '../../model/isoformat.ts';
import { isObject } from '../../model/json.ts';
import { seriesKey } from '../../model/store.ts';
import type { Store } from '../../model/store.ts';
import { daysBetween } from '../../model/zone.ts';
import { formatSeries } from './format-series.ts';
import { dayOfRow, resultReader } from './row.ts';

export type SeriesStatus = 'pending' | 'partial' | 'completed' | 'failed';

/** One metric's series: its experiment, and the key of its rows. */
export interface SeriesKey {
  experiment: Experiment & { start_date: string };
  metricUuid: string;
  fingerprint: string;
}

/**
 * Answer of GET timeseries_results: a key for every day since the launch, with null for days without a row.
 * An unknown metric or fingerprint yields a series without rows rather than an error
 * (docs/posthog/timeseries.md#reading-a-series).
 */
export function timeseriesResults(
  store: Store,
  project: Project,
  { experiment, metricUuid, fingerprint }: SeriesKey,
  now: Date,
): JsonObject {
  const key = { experiment: experiment.id, metric_uuid: metricUuid, fingerprint };
  const rows = store.timeseriesRows
    .by('series', seriesKey(key))
    .toSorted((a, b) => Date.parse(a.query_to) - Date.parse(b.query_to));
  // A later row of the same day replaces the earlier one.
  const rowOfDay = new Map(rows.map((row) => [dayOfRow(row, project), row]));
  const days = seriesDays(experiment, now);
  const read = resultReader(store);
  const timeseries: Record<string, JsonObject | null> = {};
  const errors: Record<string, string> = {};
  for (const day of days) {
    const row = rowOfDay.get(day);
    timeseries[day] = row?.status === 'completed' ? withoutSessions(read(row)) : null;
    if (row?.status === 'failed') errors[day] = row.error_message ?? '';
  }
  const status = seriesStatus(rows, days, timeseries);
  const recalculation = activeRecalculation(store, key);
  return {
    experiment_id: experiment.id,
    metric_uuid: metricUuid,
    status,
    timeseries,
    errors: Object.keys(errors).length > 0 ? errors : null,
    computed_at: time(newest(rows)?.computed_at),
    created_at: time(rows[0]?.created_at ?? experiment.created_at),
    updated_at: time(rows.at(-1)?.updated_at ?? experiment.updated_at),
    recalculation_status: recalculation?.status ?? null,
    recalculation_created_at: time(recalculation?.created_at),
    formatted_results: formatSeries(timeseries, status),
  };
}

/** The unfinished recalculation of a series, if any. */
export const activeRecalculation = (
  store: Store,
  { experiment, fingerprint }: { experiment: number; fingerprint: string },
) =>
  store.timeseriesRecalculations
    .by('experiment', experiment)
    .find(
      (row) =>
        row.fingerprint === fingerprint &&
        (row.status === 'pending' || row.status === 'in_progress'),
    );

const utcDay = (moment: string): string => new Date(moment).toISOString().slice(0, 10);

/**
 * Every day from the launch to the end or today, in UTC regardless of the project's time zone
 * (docs/posthog/timeseries.md#reading-a-series).
 */
function seriesDays(experiment: SeriesKey['experiment'], now: Date): string[] {
  return daysBetween(
    utcDay(experiment.start_date),
    utcDay(experiment.end_date ?? now.toISOString()),
  );
}

function seriesStatus(
  rows: StoredTimeseries[],
  days: string[],
  timeseries: Record<string, unknown>,
): SeriesStatus {
  if (rows.length === 0) return 'pending';
  const has = (status: StoredTimeseries['status']) => rows.some((row) => row.status === status);
  if (!has('completed') && has('failed')) return 'failed';
  return days.every((day) => timeseries[day] !== null) ? 'completed' : 'partial';
}

const newest = (rows: StoredTimeseries[]): StoredTimeseries | undefined =>
  rows.findLast((row) => row.status === 'completed');

/** Times in this answer are in Python's isoformat (`+00:00`), unlike in the rest of the API. */
const time = (moment: string | null | undefined): string | null =>
  moment == null ? null : isoformat(moment);

const strip = (arm: unknown): unknown => {
  if (!isObject(arm)) return arm;
  const { step_sessions: _sessions, ...rest } = arm;
  return rest;
};

const stripAll = (arms: unknown): unknown => (Array.isArray(arms) ? arms.map(strip) : arms);

/** Removes the sample sessions of funnel steps, which are stored but not part of the answer. */
function withoutSessions(result: JsonObject | null): JsonObject | null {
  if (result === null) return null;
  const { baseline, variant_results: variants, breakdown_results: breakdowns } = result;
  return {
    ...result,
    ...('baseline' in result && { baseline: strip(baseline) }),
    ...('variant_results' in result && { variant_results: stripAll(variants) }),
    ...(Array.isArray(breakdowns) && {
      breakdown_results: breakdowns.filter(isObject).map((breakdown) => ({
        ...breakdown,
        baseline: strip(breakdown['baseline']),
        variants: stripAll(breakdown['variants']),
      })),
    }),
  };
}
