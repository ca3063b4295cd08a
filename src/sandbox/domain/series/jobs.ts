import type { Store } from '../../model/store.ts';
import { runDailyJobs } from './daily-job.ts';
import { progressRuns } from './metrics-run.ts';
import { progressRecalculations } from './recalculate.ts';

/** Runs everything that PostHog does in the background between two points in time. */
export function runJobs(store: Store, from: Date, to: Date): void {
  runDailyJobs(store, from, to);
  progressRecalculations(store, to);
  progressRuns(store, to);
}
