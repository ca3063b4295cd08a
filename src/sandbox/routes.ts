import { accountRoutes } from './routes/account.ts';
import { activityRoutes } from './routes/activity.ts';
import { cleanupRoutes } from './routes/cleanup.ts';
import { experimentCopyRoutes } from './routes/experiments-copy.ts';
import { experimentHelperRoutes } from './routes/experiments-helpers.ts';
import { experimentLifecycleRoutes } from './routes/experiments-lifecycle.ts';
import { experimentReadRoutes } from './routes/experiments-read.ts';
import { experimentTagRoutes } from './routes/experiments-tags.ts';
import { experimentWriteRoutes } from './routes/experiments-write.ts';
import { featureFlagLookupRoutes } from './routes/feature-flag-lookups.ts';
import { featureFlagRoutes } from './routes/feature-flags.ts';
import { holdoutRoutes } from './routes/experiment-holdouts.ts';
import { metricsRecalculationRoutes } from './routes/metrics-recalculation.ts';
import { migrateRoutes } from './routes/migrate.ts';
import { promptRoutes } from './routes/prompts.ts';
import { savedMetricRoutes } from './routes/experiment-saved-metrics.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupContextRoutes } from './routes/setup-context.ts';
import { statsRoutes } from './routes/stats.ts';
import { timeseriesRoutes } from './routes/timeseries.ts';
import type { Route } from './router.ts';

/** Every API route of the sandbox. */
export const ROUTES: readonly Route[] = [
  ...accountRoutes,
  ...activityRoutes,
  ...cleanupRoutes,
  ...experimentCopyRoutes,
  ...experimentHelperRoutes,
  ...experimentLifecycleRoutes,
  ...experimentReadRoutes,
  ...experimentTagRoutes,
  ...experimentWriteRoutes,
  ...featureFlagLookupRoutes,
  ...featureFlagRoutes,
  ...holdoutRoutes,
  ...metricsRecalculationRoutes,
  ...migrateRoutes,
  ...promptRoutes,
  ...savedMetricRoutes,
  ...sessionRoutes,
  ...setupContextRoutes,
  ...statsRoutes,
  ...timeseriesRoutes,
];
