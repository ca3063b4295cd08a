import type { Experiment, Project, TimeseriesRecalculation } from '../../model/entities.ts';
import { seriesKey } from '../../model/store.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import { DAY_MS, midnightIn } from '../../model/zone.ts';
import type { MeasuredMetric } from './measured-metrics.ts';
import { recipeFor } from './recipe.ts';
import { computation, storeRow } from './row.ts';

/** How long a worker takes to pick up a request, and to compute each day of the series. */
const PICKUP_MS = 4_000;
const PER_DAY_MS = 400;

/** Queues the recalculation of a series. */
export function requestSeries(
  store: Store,
  experiment: Experiment,
  {
    uuid,
    fingerprint,
    metric,
  }: Pick<MeasuredMetric, 'fingerprint' | 'metric'> & { uuid: string | null },
  now: Date,
): TimeseriesRecalculation {
  const at = wireTime(now);
  return store.timeseriesRecalculations.insert({
    id: store.uuid(),
    project: experiment.project,
    experiment: experiment.id,
    metric_uuid: uuid,
    fingerprint,
    metric,
    status: 'pending',
    created_at: at,
    updated_at: at,
  });
}

/** Updates every recalculation of a series to its state at `now`: pending → in_progress → completed. */
export function progressRecalculations(store: Store, now: Date): void {
  for (const status of ['pending', 'in_progress'] as const)
    for (const request of store.timeseriesRecalculations.by('status', status))
      progress(store, request, now);
}

function progress(store: Store, request: TimeseriesRecalculation, now: Date): void {
  const started = Date.parse(request.created_at) + PICKUP_MS;
  if (now.getTime() < started) return;
  const experiment = store.experiments.get(request.experiment);
  const project = store.projects.get(request.project);
  if (!project || !experiment || experiment.deleted || experiment.start_date === null) {
    // The experiment was deleted or reset to a draft while the request waited: there is nothing left to compute.
    finish(store, request, 'failed', now);
    return;
  }
  if (request.status === 'pending') finish(store, request, 'in_progress', new Date(started));
  const ends = dayEnds(project, experiment, new Date(started));
  const done = Math.min(ends.length, Math.floor((now.getTime() - started) / PER_DAY_MS));
  const metric = { uuid: request.metric_uuid ?? '', fingerprint: request.fingerprint };
  const key = {
    experiment: experiment.id,
    metric_uuid: metric.uuid,
    fingerprint: metric.fingerprint,
  };
  const stored = store.timeseriesRows.by('series', seriesKey(key));
  const computed = new Set(stored.map(({ query_to: until }) => Date.parse(until)));
  const recipe = recipeFor(store, experiment, request.metric);
  for (const [index, until] of ends.slice(0, done).entries()) {
    const at = new Date(started + (index + 1) * PER_DAY_MS);
    if (!computed.has(until.getTime()))
      storeRow(store, experiment, metric, computation(store, experiment, until, at), recipe);
  }
  if (done === ends.length)
    finish(store, request, 'completed', new Date(started + ends.length * PER_DAY_MS));
}

/** Ends of an experiment's days up to its end, or to the start of the work; the last day may be partial. */
function dayEnds(project: Project, experiment: Experiment, began: Date): Date[] {
  const last = experiment.end_date === null ? began : new Date(experiment.end_date);
  const ends: Date[] = [];
  let end = midnightIn(project.timezone, new Date(experiment.start_date ?? began));
  while (end < last) {
    // Adding a day and a half always reaches the next day, even across a daylight saving change.
    end = midnightIn(project.timezone, new Date(end.getTime() + 1.5 * DAY_MS));
    ends.push(end < last ? end : last);
  }
  return ends;
}

function finish(
  store: Store,
  request: TimeseriesRecalculation,
  status: TimeseriesRecalculation['status'],
  at: Date,
): void {
  store.timeseriesRecalculations.update(request, { status, updated_at: wireTime(at) });
}
