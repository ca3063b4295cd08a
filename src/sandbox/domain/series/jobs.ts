import type { Store } from '../../model/store.ts';
import { runDailyJobs } from './daily-job.ts';
import { progressRuns } from './metrics-run.ts';
import { progressRecalculations } from './recalculate.ts';

/** Everything PostHog does by itself while time passes from one moment to another. */
export function runJobs(store: Store, from: Date, to: Date): void {
  runDailyJobs(store, from, to);
  progressRecalculations(store, to);
  progressRuns(store, to);
}
