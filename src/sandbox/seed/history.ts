import type { Experiment } from '../model/entities.ts';
import { JOB_REACH_DAYS, computeDay, countIdleDay, worksFor } from '../domain/series/daily-job.ts';
import { measuredMetrics } from '../domain/series/measured-metrics.ts';
import { progressRuns, startRun } from '../domain/series/metrics-run.ts';
import { progressRecalculations, requestSeries } from '../domain/series/recalculate.ts';
import { computation, storeRow } from '../domain/series/row.ts';
import type { Store } from '../model/store.ts';
import { DAY_MS } from '../model/zone.ts';

/**
 * Inserts the rows that the daily job would have stored since an experiment's launch. An experiment that ended
 * also has its last day, because stopping it triggers one more computation.
 * @param idleSince when it was paused or frozen
 */
export function backfill(
  store: Store,
  experiment: Experiment,
  now: Date,
  idleSince: Date | null,
): void {
  const project = store.projects.get(experiment.project);
  if (!project || experiment.start_date === null) return;
  const start = Date.parse(experiment.start_date);
  const end = experiment.end_date === null ? now.getTime() : Date.parse(experiment.end_date);
  const works = worksFor(store, experiment);
  const hour = project.experiment_recalculation_hour * 3_600_000;
  const first = Math.floor(start / DAY_MS) * DAY_MS + hour;
  const last = Math.min(end, start + JOB_REACH_DAYS * DAY_MS);
  for (let time = first; time <= last; time += DAY_MS) {
    const at = new Date(time);
    if (idleSince && at > idleSince) countIdleDay(store, experiment);
    computeDay(store, project, experiment, works, at);
  }
  if (experiment.end_date === null) return;
  const until = new Date(experiment.end_date);
  const data = computation(store, experiment, until, until);
  for (const { metric, recipe } of works) storeRow(store, experiment, metric, data, recipe);
}

/** Inserts the results of a recalculation of all metrics that a user requested some hours ago. */
export function refresh(store: Store, experiment: Experiment, hoursAgo: number, now: Date): void {
  const at = new Date(now.getTime() - hoursAgo * 3_600_000);
  startRun(store, experiment, 'manual', at);
  for (const metric of measuredMetrics(store, experiment))
    requestSeries(store, experiment, metric, at);
  progressRuns(store, now);
  progressRecalculations(store, now);
}
