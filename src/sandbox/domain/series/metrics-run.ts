import type { Experiment, JsonObject, MetricsRecalculation } from '../../model/entities.ts';
import { sampler } from '../samples/samples.ts';
import { seriesKey } from '../../model/store.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import { uuidOf } from '../../model/uuid.ts';
import { measuredMetrics } from './measured-metrics.ts';
import type { MeasuredMetric } from './measured-metrics.ts';
import { recipeFor } from './recipe.ts';
import { computeResult, resultReader, trafficDays } from './row.ts';

/** How long a worker takes to pick up a run, and to compute each metric. */
const PICKUP_MS = 2_000;
const PER_METRIC_MS = 1_500;

/** Queues a run over every metric of an experiment. */
export function startRun(
  store: Store,
  experiment: Experiment,
  trigger: string,
  now: Date,
): MetricsRecalculation {
  return store.metricsRecalculations.insert({
    id: store.uuid(),
    project: experiment.project,
    experiment: experiment.id,
    trigger,
    status: 'pending',
    total_metrics: measuredMetrics(store, experiment).length,
    completed_metrics: 0,
    failed_metrics: 0,
    metric_errors: {},
    results: [],
    created_at: wireTime(now),
    started_at: null,
    completed_at: null,
    query_to: null,
  });
}

/** Updates every run to its progress at `now`: metrics finish one after the other. */
export function progressRuns(store: Store, now: Date): void {
  for (const status of ['pending', 'in_progress'] as const)
    for (const run of store.metricsRecalculations.by('status', status)) progress(store, run, now);
}

function progress(store: Store, run: MetricsRecalculation, now: Date): void {
  const started = new Date(Date.parse(run.created_at) + PICKUP_MS);
  if (now < started) return;
  const experiment = store.experiments.get(run.experiment);
  const startable = experiment && !experiment.deleted && experiment.start_date !== null;
  const metrics = startable ? measuredMetrics(store, experiment) : [];
  const due = Math.floor((now.getTime() - started.getTime()) / PER_METRIC_MS);
  const results = [...run.results];
  for (const metric of metrics.slice(results.length, due))
    if (startable) results.push(measure(store, experiment, metric, started));
  const failed = results.filter(({ status }) => status === 'failed').length;
  const isDone = results.length >= metrics.length;
  const finished = new Date(started.getTime() + metrics.length * PER_METRIC_MS);
  store.metricsRecalculations.update(run, {
    // The experiment was deleted or reset to a draft while the request waited: there is nothing left to compute.
    status: isDone ? (startable ? 'completed' : 'failed') : 'in_progress',
    total_metrics: metrics.length,
    completed_metrics: results.length - failed,
    failed_metrics: failed,
    metric_errors: errorsOf(results),
    results,
    started_at: wireTime(started),
    completed_at: isDone ? wireTime(finished) : null,
    query_to: experiment?.end_date ?? wireTime(started),
  });
}

/** One metric's entry in a run: its result over the data up to a point in time, or the reason why there is none. */
function measure(
  store: Store,
  experiment: Experiment,
  { uuid, metric }: MeasuredMetric,
  at: Date,
): JsonObject {
  const recipe = recipeFor(store, experiment, metric);
  if (!recipe) {
    const message = 'The feature flag has no variants to compare.';
    return { metric_uuid: uuid, status: 'failed', result: null, error_message: message };
  }
  const totals = sampler(recipe)(trafficDays(store, experiment, at, at));
  const result = computeResult(recipe, totals);
  return { metric_uuid: uuid, status: 'completed', result, error_message: null };
}

const errorsOf = (results: JsonObject[]): JsonObject =>
  Object.fromEntries(
    results
      .filter(({ status }) => status === 'failed')
      .map(({ metric_uuid: uuid, error_message: message }) => [
        String(uuid),
        { step: 'query', message, retriable: false },
      ]),
  );

/**
 * The placeholder that is answered before any run has finished: the latest row of each metric's daily
 * series. Null when nothing has been computed yet.
 */
export function runFromSeries(store: Store, experiment: Experiment): MetricsRecalculation | null {
  const read = resultReader(store);
  const metrics = measuredMetrics(store, experiment);
  const rows = metrics.flatMap(({ uuid, fingerprint }) => {
    const key = seriesKey({ experiment: experiment.id, metric_uuid: uuid, fingerprint });
    const row = store.timeseriesRows
      .by('series', key)
      .findLast((one) => one.status === 'completed');
    return row ? [row] : [];
  });
  const times = rows.map(({ query_to: until }) => until).toSorted();
  const [oldest] = times;
  const computed = rows
    .map((row) => row.computed_at ?? row.updated_at)
    .toSorted()
    .at(-1);
  if (oldest === undefined || computed === undefined) return null;
  return {
    // It is not stored and has no id, but clients need one that is the same at every read.
    id: uuidOf(`timeseries fallback/${experiment.id}`),
    project: experiment.project,
    experiment: experiment.id,
    trigger: 'auto_refresh',
    status: 'completed',
    total_metrics: metrics.length,
    completed_metrics: rows.length,
    failed_metrics: 0,
    metric_errors: {},
    results: rows.map((row) => ({
      metric_uuid: row.metric_uuid,
      status: 'completed',
      result: read(row),
      error_message: null,
    })),
    created_at: wireTime(computed),
    started_at: wireTime(computed),
    completed_at: wireTime(computed),
    query_to: wireTime(oldest),
  };
}
