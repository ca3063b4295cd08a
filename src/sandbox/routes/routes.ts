import { accountRoutes } from './account.ts';
import { activityRoutes } from './activity.ts';
import { cleanupRoutes } from './cleanup.ts';
import { experimentCopyRoutes } from './experiments-copy.ts';
import { experimentHelperRoutes } from './experiments-helpers.ts';
import { experimentLifecycleRoutes } from './experiments-lifecycle.ts';
import { experimentReadRoutes } from './experiments-read.ts';
import { experimentTagRoutes } from './experiments-tags.ts';
import { experimentWriteRoutes } from './experiments-write.ts';
import { featureFlagLookupRoutes } from './feature-flag-lookups.ts';
import { featureFlagRoutes } from './feature-flags.ts';
import { holdoutRoutes } from './experiment-holdouts.ts';
import { metricsRecalculationRoutes } from './metrics-recalculation.ts';
import { migrateRoutes } from './migrate.ts';
import { promptRoutes } from './prompts.ts';
import { savedMetricRoutes } from './experiment-saved-metrics.ts';
import { sessionRoutes } from './session.ts';
import { setupContextRoutes } from './setup-context.ts';
import { statsRoutes } from './stats.ts';
import { timeseriesRoutes } from './timeseries.ts';
import type { SandboxRoute } from '../model/route.ts';

/** Every API route of the sandbox. */
export const ROUTES: readonly SandboxRoute[] = [
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
