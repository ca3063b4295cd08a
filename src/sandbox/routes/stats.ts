import { velocity } from '../domain/experiment/velocity.ts';
import { defineRoute } from '../model/route.ts';
import type { SandboxRoute } from '../model/route.ts';

export const statsRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_stats_retrieve',
    method: 'GET',
    path: '/api/projects/{project_id}/experiments/stats/',
    scopes: ['experiment:read'],
    handler: ({ store, project, now }) => ({ status: 200, body: velocity(store, project, now) }),
  }),
];
