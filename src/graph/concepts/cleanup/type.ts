import { builder } from '../../core/builder.ts';
import { posthogEnum } from '../../core/posthog-enum.ts';
import { FlagCleanupTargetRef, FlagCleanupTaskRef } from './ref.ts';

const FlagCleanupTargetSource = posthogEnum(
  'FlagCleanupTargetSource',
  'How the repository for a clean-up was chosen.',
  {
    explicit: ['EXPLICIT', 'The repository was set on the experiment.'],
    team_default: ['TEAM_DEFAULT', "The repository is the team's default."],
    single_repo: ['SINGLE_REPO', 'The repository is the only one PostHog has access to.'],
    ambiguous: ['AMBIGUOUS', 'There are several repositories and none was chosen.'],
    no_integration: ['NO_INTEGRATION', 'PostHog does not have access to any repository.'],
    other: ['OTHER', 'A way this API does not know; see `sourceText`.'],
  },
  'other',
);

builder.objectType(FlagCleanupTargetRef, {
  description: "Where the pull request that removes a flag's code would go.",
  fields: (t) => ({
    repository: t.exposeString('repository', {
      description: 'The repository as `owner/name`. Null if none is chosen.',
      nullable: true,
    }),
    ...FlagCleanupTargetSource.fields(t, 'source', {
      description: 'How the repository was chosen.',
      word: ({ source }) => source,
    }),
    candidates: t.exposeStringList('candidates', {
      description: 'Repositories to choose from, as `owner/name`.',
    }),
  }),
});

const FlagCleanupRunStatus = posthogEnum('FlagCleanupRunStatus', 'Status of a clean-up task.', {
  not_started: ['NOT_STARTED', 'The task has not started.'],
  queued: ['QUEUED', 'The task is queued.'],
  in_progress: ['IN_PROGRESS', 'The task is in progress.'],
  completed: ['COMPLETED', 'The task is complete.'],
  failed: ['FAILED', 'The task failed.'],
  cancelled: ['CANCELLED', 'The task was cancelled.'],
});

builder.objectType(FlagCleanupTaskRef, {
  description: "A task that writes the pull request that removes a flag's code.",
  fields: (t) => ({
    taskId: t.id({ description: "PostHog's UUID of the task.", resolve: (task) => task.task_id }),
    ...FlagCleanupRunStatus.fields(t, 'runStatus', {
      description: 'Status of the task.',
      word: (task) => task.run_status,
    }),
    isTerminal: t.boolean({
      description: 'Whether the status is final.',
      resolve: (task) => task.is_terminal,
    }),
    pullRequestUrl: t.string({
      description: 'URL of the pull request. Null until it is opened. Its wire name is `pr_url`.',
      nullable: true,
      resolve: (task) => task.pr_url,
    }),
    canViewTask: t.boolean({
      description: 'Whether the caller may open the task in PostHog. Null on older servers.',
      nullable: true,
      resolve: (task) => task.can_view_task ?? null,
    }),
  }),
});
