import { experimentLifecycleRoutes } from './routes/experiments-lifecycle.ts';
import { experimentReadRoutes } from './routes/experiments-read.ts';
import { metricsRecalculationRoutes } from './routes/metrics-recalculation.ts';
import { timeseriesRoutes } from './routes/timeseries.ts';
import type { Route } from './router.ts';

/** Every API route of the sandbox. */
export const ROUTES: readonly Route[] = [
  ...experimentReadRoutes,
  ...experimentLifecycleRoutes,
  ...metricsRecalculationRoutes,
  ...timeseriesRoutes,
];
