import { exportRoute } from '../export/http/export-route.ts';
import { reportRoute } from '../report/http/report-route.ts';
import type { OwnRoute } from '../rest/own-route.ts';
import type { Services } from './services.ts';

/** The reads of the REST API that PostHog does not have. */
export const ownRoutes = ({ graph, config, stopping }: Services): readonly OwnRoute[] => [
  exportRoute({ graph, limits: config.upstream.budget, stopping }),
  reportRoute({ graph }),
];
