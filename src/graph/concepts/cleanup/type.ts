import { builder } from '../../core/builder.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { FlagCleanupTargetRef, FlagCleanupTaskRef } from './ref.ts';

const FlagCleanupTargetSource = wireEnum(
  'FlagCleanupTargetSource',
  'How the repository of a clean-up was chosen.',
  {
    explicit: ['EXPLICIT', 'It was set on the experiment.'],
    single_repo: ['SINGLE_REPO', 'It is the only one PostHog can reach.'],
    ambiguous: ['AMBIGUOUS', 'There are several and none was chosen.'],
    no_integration: ['NO_INTEGRATION', 'PostHog has no access to any repository.'],
    other: ['OTHER', 'In a way this API does not know; see `sourceText`.'],
  },
);

builder.objectType(FlagCleanupTargetRef, {
  description: "Where a pull request that removes a flag's code would go.",
  fields: (t) => ({
    repository: t.exposeString('repository', {
      description: 'The repository as `owner/name`; null when none is chosen.',
      nullable: true,
    }),
    source: t.field({
      type: FlagCleanupTargetSource.ref,
      description: 'How it was chosen.',
      resolve: ({ source }) => FlagCleanupTargetSource.readOr(source, 'other'),
    }),
    sourceText: t.string({
      description: "How it was chosen, in PostHog's own word. Wire name `source`.",
      resolve: ({ source }) => source,
    }),
    candidates: t.exposeStringList('candidates', {
      description: 'Repositories that could be chosen, as `owner/name`.',
    }),
  }),
});

const FlagCleanupRunStatus = wireEnum('FlagCleanupRunStatus', 'How far a clean-up task is.', {
  not_started: ['NOT_STARTED', 'Nothing was done yet.'],
  queued: ['QUEUED', 'It waits for its turn.'],
  in_progress: ['IN_PROGRESS', 'It is being worked on.'],
  completed: ['COMPLETED', 'It is done.'],
  failed: ['FAILED', 'It went wrong.'],
  cancelled: ['CANCELLED', 'Somebody stopped it.'],
});

builder.objectType(FlagCleanupTaskRef, {
  description: "A task that writes the pull request removing a flag's code.",
  fields: (t) => ({
    taskId: t.id({ description: "PostHog's uuid of the task.", resolve: (task) => task.task_id }),
    runStatus: t.field({
      type: FlagCleanupRunStatus.ref,
      description: 'How far it is.',
      resolve: (task) => FlagCleanupRunStatus.read(task.run_status),
    }),
    isTerminal: t.boolean({
      description: 'True when nothing more will happen.',
      resolve: (task) => task.is_terminal,
    }),
    pullRequestUrl: t.string({
      description: 'Address of the pull request; null until there is one. Wire name `pr_url`.',
      nullable: true,
      resolve: (task) => task.pr_url,
    }),
    canViewTask: t.boolean({
      description: 'True when the caller may open the task in PostHog; null on older servers.',
      nullable: true,
      resolve: (task) => task.can_view_task ?? null,
    }),
  }),
});
