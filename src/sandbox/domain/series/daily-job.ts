import type { Experiment, Project, ResultRecipe } from '../../model/entities.ts';
import { reportedStatus } from '../experiment/status.ts';
import type { Store } from '../../model/store.ts';
import { DAY_MS, dayIn, midnightIn } from '../../model/zone.ts';
import { groundTruth } from './ground-truth.ts';
import { measuredMetrics } from './measured-metrics.ts';
import type { MeasuredMetric } from './measured-metrics.ts';
import { recipeFor } from './recipe.ts';
import { computation, storeRow } from './row.ts';

/** The daily job skips experiments that were launched longer ago than this. */
export const JOB_REACH_DAYS = 60;

/**
 * Runs PostHog's daily job for every run due in (from, to]: each day at the project's hour, one row per
 * metric of each running experiment, over the data up to the previous midnight.
 */
export function runDailyJobs(store: Store, from: Date, to: Date): void {
  for (const project of store.projects.all())
    for (const experiment of store.experiments.by('project', project.id))
      runOn(store, project, experiment, jobTimes(project, experiment, from, to));
}

function runOn(store: Store, project: Project, experiment: Experiment, times: Date[]): void {
  if (times.length === 0) return;
  // The experiment does not change between the days of one time step.
  const works = worksFor(store, experiment);
  const isIdle = !takesUsers(store, experiment);
  for (const at of times) {
    if (isIdle) countIdleDay(store, experiment);
    computeDay(store, project, experiment, works, at);
  }
}

/** Times in (from, to] at which the job processes an experiment: only while it is running, and in its first days. */
function jobTimes(project: Project, experiment: Experiment, from: Date, to: Date): Date[] {
  const { deleted, start_date: start, end_date: end } = experiment;
  if (deleted || start === null || end !== null) return [];
  const launch = Date.parse(start);
  const after = Math.max(from.getTime(), launch);
  const until = Math.min(to.getTime(), launch + JOB_REACH_DAYS * DAY_MS);
  const hour = project.experiment_recalculation_hour * 3_600_000;
  const times: Date[] = [];
  const first = Math.floor((after - hour) / DAY_MS) + 1;
  for (let day = first; day * DAY_MS + hour <= until; day += 1)
    times.push(new Date(day * DAY_MS + hour));
  return times;
}

/** One metric with the recipe of its result, which is null when there is nothing to compare. */
export interface DailyWork {
  metric: MeasuredMetric;
  recipe: ResultRecipe | null;
}

/** The metrics to compute for an experiment. */
export const worksFor = (store: Store, experiment: Experiment): DailyWork[] =>
  measuredMetrics(store, experiment).map((metric) => ({
    metric,
    recipe: recipeFor(store, experiment, metric.metric),
  }));

/** Runs the job for one experiment on one day: for each metric it stores a row, a failed row, or none. */
export function computeDay(
  store: Store,
  project: Project,
  experiment: Experiment,
  works: readonly DailyWork[],
  at: Date,
): void {
  const until = midnightIn(project.timezone, at);
  if (experiment.start_date === null || until.getTime() <= Date.parse(experiment.start_date))
    return;
  const { missed_days: missed, failed_days: failed } = groundTruth(store, experiment);
  const day = dayIn(project.timezone, new Date(until.getTime() - 1));
  if (missed.includes(day)) return;
  const fails = failed.includes(day);
  const data = computation(store, experiment, until, at);
  for (const { metric, recipe } of works)
    storeRow(store, experiment, metric, data, fails ? null : recipe);
}

function takesUsers(store: Store, experiment: Experiment): boolean {
  const flag = store.flags.get(experiment.feature_flag);
  return reportedStatus(experiment, flag) === 'running';
}

/** Counts a day without new exposures: a paused or frozen experiment's totals do not change. */
export function countIdleDay(store: Store, experiment: Experiment): void {
  const truth = groundTruth(store, experiment);
  const before = truth.idle_since_launch === experiment.start_date ? truth.idle_days : 0;
  store.groundTruths.update(truth, {
    idle_days: before + 1,
    idle_since_launch: experiment.start_date,
  });
}
