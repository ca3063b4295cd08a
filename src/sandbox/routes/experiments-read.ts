import { bare } from '../model/errors.ts';
import { filterExperiments } from '../domain/experiment/list-filters.ts';
import { orderExperiments } from '../domain/experiment/list-order.ts';
import { findExperiment } from '../domain/experiment/lookup.ts';
import { paginate } from '../wire/pagination.ts';
import { defineRoute } from '../model/route.ts';
import type { SandboxRoute } from '../model/route.ts';
import { answeredExperiment, listedExperiment } from '../wire/experiment.ts';

const BASE = '/api/projects/{project_id}/experiments/';

export const experimentReadRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_list',
    projectSecretKeys: true,
    method: 'GET',
    path: BASE,
    scopes: ['experiment:read'],
    handler(request) {
      const rows = orderExperiments(request, filterExperiments(request));
      return {
        status: 200,
        body: paginate(request, rows, (row) => listedExperiment(request, row)),
      };
    },
  }),
  defineRoute({
    operation: 'experiments_retrieve',
    projectSecretKeys: true,
    method: 'GET',
    path: `${BASE}{id}/`,
    scopes: ['experiment:read'],
    handler: (request) => ({
      status: 200,
      body: answeredExperiment(request, findExperiment(request)),
    }),
  }),
  defineRoute({
    operation: 'experiments_destroy',
    method: 'DELETE',
    path: `${BASE}{id}/`,
    scopes: ['experiment:write'],
    // Hard deletes are forbidden with an empty body; soft delete is a PATCH
    // (docs/posthog/routes.md#no-hard-delete).
    handler: () => {
      throw bare(405, undefined);
    },
  }),
  defineRoute({
    operation: 'experiments_matching_ids_retrieve',
    method: 'GET',
    path: `${BASE}matching_ids/`,
    scopes: ['experiment:read'],
    handler(request) {
      const ids = orderExperiments(request, filterExperiments(request)).map(({ id }) => id);
      return { status: 200, body: { ids, total: ids.length } };
    },
  }),
];
