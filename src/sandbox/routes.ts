import { experimentLifecycleRoutes } from './routes/experiments-lifecycle.ts';
import { experimentReadRoutes } from './routes/experiments-read.ts';
import { metricsRecalculationRoutes } from './routes/metrics-recalculation.ts';
import { timeseriesRoutes } from './routes/timeseries.ts';
import { activityRoutes } from './routes/activity.ts';
import { cleanupRoutes } from './routes/cleanup.ts';
import { migrateRoutes } from './routes/migrate.ts';
import { statsRoutes } from './routes/stats.ts';
import type { Route } from './router.ts';

/** Every API route of the sandbox. */
export const ROUTES: readonly Route[] = [
  ...experimentReadRoutes,
  ...experimentLifecycleRoutes,
  ...metricsRecalculationRoutes,
  ...activityRoutes,
  ...cleanupRoutes,
  ...migrateRoutes,
  ...statsRoutes,
  ...timeseriesRoutes,
];
