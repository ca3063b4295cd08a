import { velocity } from '../domain/experiment/velocity.ts';
import { defineRoute } from '../model/route.ts';
import type { Route } from '../model/route.ts';

export const statsRoutes: Route[] = [
  defineRoute({
    operation: 'experiments_stats_retrieve',
    method: 'GET',
    path: '/api/projects/{project_id}/experiments/stats/',
    scopes: ['experiment:read'],
    handler: ({ store, project, now }) => ({ status: 200, body: velocity(store, project, now) }),
  }),
];
