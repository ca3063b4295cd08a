import type { Experiment, Project, ResultRecipe } from '../entities.ts';
import { reportedStatus } from '../experiment/status.ts';
import type { Store } from '../store.ts';
import { DAY_MS, dayIn, midnightIn } from '../zone.ts';
import { groundTruth } from './ground-truth.ts';
import { measuredMetrics } from './measured-metrics.ts';
import type { MeasuredMetric } from './measured-metrics.ts';
import { recipeFor } from './recipe.ts';
import { storeRow } from './row.ts';

/** The daily job leaves experiments alone that were launched longer ago than this. */
export const JOB_REACH_DAYS = 60;

/**
 * Does what PostHog's daily job did in (from, to]: at each project's hour of every day, one row per
 * metric of each running experiment, over the data up to the midnight before.
 */
export function runDailyJobs(store: Store, from: Date, to: Date): void {
  for (const project of store.projects.all()) {
    const hour = project.experiment_recalculation_hour * 3_600_000;
    const firstDay = Math.floor((from.getTime() - hour) / DAY_MS) + 1;
    for (let day = firstDay; day * DAY_MS + hour <= to.getTime(); day += 1)
      runProjectJob(store, project, new Date(day * DAY_MS + hour));
  }
}

function runProjectJob(store: Store, project: Project, at: Date): void {
  for (const experiment of store.experiments.by('project', project.id)) {
    if (!isDue(experiment, at)) continue;
    if (!takesUsers(store, experiment)) countIdleDay(store, experiment);
    const metrics = measuredMetrics(store, experiment);
    for (const metric of metrics) {
      computeDay(store, project, experiment, {
        metric,
        recipe: recipeFor(store, experiment, metric.metric),
        at,
      });
    }
  }
}

function isDue(experiment: Experiment, at: Date): boolean {
  if (experiment.deleted || experiment.start_date === null || experiment.end_date !== null)
    return false;
  const age = at.getTime() - Date.parse(experiment.start_date);
  return age > 0 && age <= JOB_REACH_DAYS * DAY_MS;
}

/** The job's work on one metric on one day: a row, a failed row, or none. */
export function computeDay(
  store: Store,
  project: Project,
  experiment: Experiment,
  work: { metric: MeasuredMetric; recipe: ResultRecipe | null; at: Date },
): void {
  const until = midnightIn(project.timezone, work.at);
  if (experiment.start_date === null || until.getTime() <= Date.parse(experiment.start_date))
    return;
  const day = dayIn(project.timezone, new Date(until.getTime() - 1));
  const truth = groundTruth(store, experiment);
  if (truth.missed_days.includes(day)) return;
  const recipe = truth.failed_days.includes(day) ? null : work.recipe;
  storeRow(store, experiment, work.metric, { until, at: work.at, recipe });
}

function takesUsers(store: Store, experiment: Experiment): boolean {
  const flag = store.flags.get(experiment.feature_flag);
  return reportedStatus(experiment, flag) === 'running';
}

/** A paused or frozen experiment exposes nobody new: its totals stand still for the day. */
export function countIdleDay(store: Store, experiment: Experiment): void {
  const truth = groundTruth(store, experiment);
  const before = truth.idle_since_launch === experiment.start_date ? truth.idle_days : 0;
  store.groundTruths.update(truth, {
    idle_days: before + 1,
    idle_since_launch: experiment.start_date,
  });
}
