import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { FlagCleanupTargetRef, FlagCleanupTaskRef } from './ref.ts';
import { oneCall } from '../../planner/field-cost.ts';

builder.objectFields(ExperimentRef, (t) => ({
  flagCleanupTarget: t.field({
    type: FlagCleanupTargetRef,
    description:
      "The repository that would receive the pull request that removes the flag's code. Costs 1 upstream call. Newer servers only.",
    nullable: true,
    extensions: oneCall('experiments_flag_cleanup_target_retrieve'),
    resolve: ({ projectId, row }, _args, context) =>
      context.posthog.call('experiments_flag_cleanup_target_retrieve', {
        path: { project_id: projectId, id: row.id },
      }),
  }),
  flagCleanupTask: t.field({
    type: FlagCleanupTaskRef,
    description:
      "The task that writes the pull request that removes the flag's code. Null if none was started. Costs 1 upstream call. Newer servers only.",
    nullable: true,
    extensions: oneCall('experiments_flag_cleanup_task_retrieve'),
    resolve: ({ projectId, row }, _args, context) =>
      context.posthog
        .call('experiments_flag_cleanup_task_retrieve', {
          path: { project_id: projectId, id: row.id },
        })
        .catch((error: unknown) => {
          // PostHog reports "no task" only as a 404.
          if (isPostHogFailure(error) && error.kind === 'not-found') return null;
          throw error;
        }),
  }),
}));
