import type {
  Experiment,
  JsonObject,
  Project,
  ResultRecipe,
  StoredTimeseries,
} from '../../model/entities.ts';
import { sampler } from '../samples/samples.ts';
import { metricResult, readStatsSettings } from '../../statistics/statistics.ts';
import type { MetricType } from '../../statistics/statistics.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import { DAY_MS, dayIn } from '../../model/zone.ts';
import { groundTruth } from './ground-truth.ts';
import type { MeasuredMetric } from './measured-metrics.ts';

/** The error PostHog stores for a query that timed out. */
const TIMED_OUT =
  'Estimated query execution time (613.4 seconds) is too long. Maximum: 600. Try reducing its scope.';

/**
 * Day of a row: the day of the last microsecond it covers, in the project's time zone
 * (docs/posthog/timeseries.md#reading-a-series).
 */
export function dayOfRow(row: StoredTimeseries, project: Project): string {
  // Times have at most millisecond precision here, so subtracting a millisecond is equivalent.
  return dayIn(project.timezone, new Date(Date.parse(row.query_to) - 1));
}

/**
 * Days of traffic an experiment has had at a point in time: the time since its launch, without the days on which
 * it was paused or frozen.
 */
export function trafficDays(store: Store, experiment: Experiment, until: Date, now: Date): number {
  const start = Date.parse(experiment.start_date ?? now.toISOString());
  const end = experiment.end_date === null ? now.getTime() : Date.parse(experiment.end_date);
  const truth = groundTruth(store, experiment);
  const idle = truth.idle_since_launch === experiment.start_date ? truth.idle_days : 0;
  const had = (Math.min(end, now.getTime()) - start) / DAY_MS - idle;
  const asked = (Math.min(until.getTime(), end) - start) / DAY_MS;
  return Math.max(0, Math.min(asked, had));
}

/** One computation of an experiment's metrics, shared by their rows. */
export interface Computation {
  /** End of the data, exclusive. */
  query_to: string;
  traffic_days: number;
  /** When the rows were written. */
  written: string;
}

/** The inputs of a computation at time `at` over the data up to `until`. */
export const computation = (
  store: Store,
  experiment: Experiment,
  until: Date,
  at: Date,
): Computation => ({
  query_to: wireTime(until),
  traffic_days: trafficDays(store, experiment, until, at),
  written: wireTime(at),
});

/**
 * Stores one metric's row. Its result is computed when it is read.
 * @param recipe the recipe of the result; null stores a failed row
 */
export function storeRow(
  store: Store,
  experiment: Experiment,
  { uuid, fingerprint }: Pick<MeasuredMetric, 'uuid' | 'fingerprint'>,
  { query_to, traffic_days, written }: Computation,
  recipe: ResultRecipe | null,
): void {
  store.timeseriesRows.insert({
    id: store.nextId('timeseriesRows'),
    project: experiment.project,
    experiment: experiment.id,
    metric_uuid: uuid,
    fingerprint,
    query_to,
    status: recipe ? 'completed' : 'failed',
    result: null,
    recipe: recipe?.id ?? null,
    traffic_days,
    error_message: recipe ? null : TIMED_OUT,
    computed_at: recipe ? written : null,
    created_at: written,
    updated_at: written,
  });
}

/** Returns a function that computes results of rows. Rows of one series share samples, so long series are cheap. */
export function resultReader(store: Store): (row: StoredTimeseries) => JsonObject | null {
  const samplers = new Map<number, ReturnType<typeof sampler>>();
  return (row) => {
    const recipe = store.resultRecipes.get(row.recipe);
    if (!recipe) return row.result;
    let totalsAt = samplers.get(recipe.id);
    if (!totalsAt) {
      totalsAt = sampler(recipe);
      samplers.set(recipe.id, totalsAt);
    }
    return computeResult(recipe, totalsAt(row.traffic_days ?? 0));
  };
}

/** Computes a recipe's result from the given totals. */
export function computeResult(
  recipe: ResultRecipe,
  totals: ReturnType<ReturnType<typeof sampler>>,
): JsonObject {
  const settings = readStatsSettings(recipe.stats_config);
  const metric = { ...recipe.metric, metric_type: metricType(recipe.metric) };
  return { ...metricResult(metric, totals, recipe.baseline, settings) };
}

function metricType(metric: JsonObject): MetricType {
  const type = metric['metric_type'];
  return type === 'funnel' || type === 'ratio' || type === 'retention' ? type : 'mean';
}
