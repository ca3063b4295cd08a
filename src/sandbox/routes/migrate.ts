import { findExperiment } from '../domain/experiment/lookup.ts';
import { migrate } from '../domain/experiment/migrate.ts';
import { defineRoute } from '../model/route.ts';
import type { SandboxRoute } from '../model/route.ts';
import { answeredExperiment } from '../wire/experiment.ts';

export const migrateRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_migrate_create',
    method: 'POST',
    path: '/api/projects/{project_id}/experiments/{id}/migrate/',
    scopes: ['experiment:write'],
    handler(request) {
      const migrated = migrate(request, findExperiment(request));
      return { status: 200, body: answeredExperiment(request, migrated) };
    },
  }),
];
