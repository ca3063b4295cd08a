import type { ExportedExperimentFragment } from '../../graph-client/generated/graphql.ts';
import type { Column } from './column.ts';

type ExperimentColumn = Column<ExportedExperimentFragment>;

/** The experiment that a row is about; the first columns of every export. */
export const identity: readonly ExperimentColumn[] = [
  {
    name: 'project_id',
    type: 'integer',
    description: "PostHog's number of the project",
    of: ({ projectId }) => Number(projectId),
  },
  {
    name: 'experiment_id',
    type: 'integer',
    description: "PostHog's number of the experiment",
    of: ({ posthogId }) => posthogId,
  },
  {
    name: 'experiment_name',
    type: 'text',
    description: 'Its name',
    of: ({ name }) => name,
  },
  {
    name: 'feature_flag_key',
    type: 'text',
    description: 'Key of its feature flag',
    of: ({ featureFlagKey }) => featureFlagKey,
  },
  {
    name: 'status',
    type: 'text',
    description: '`draft`, `running`, `paused`, `exposure_frozen` or `stopped`',
    of: ({ statusText, status }) => statusText ?? status?.toLowerCase(),
  },
];

/** The columns of an export of experiments. */
export const experimentColumns: readonly ExperimentColumn[] = [
  ...identity,
  {
    name: 'archived',
    type: 'boolean',
    description: 'Whether it is archived',
    of: ({ archived }) => archived,
  },
  {
    name: 'type',
    type: 'text',
    description: '`product` or `web`',
    of: ({ kindText }) => kindText,
  },
  {
    name: 'description',
    type: 'text',
    description: 'Description or hypothesis',
    of: ({ description }) => description,
  },
  {
    name: 'created_at',
    type: 'time',
    description: 'When it was created',
    of: ({ createdAt }) => createdAt,
  },
  {
    name: 'updated_at',
    type: 'time',
    description: 'When it was last changed',
    of: ({ updatedAt }) => updatedAt,
  },
  {
    name: 'start_date',
    type: 'time',
    description: 'When it was launched; null for a draft',
    of: ({ startDate }) => startDate,
  },
  {
    name: 'end_date',
    type: 'time',
    description: 'When it was ended; null until then',
    of: ({ endDate }) => endDate,
  },
  {
    name: 'duration_days',
    type: 'number',
    isComputed: true,
    description:
      'Days from `start_date` to `end_date`, or to the time of the export, with fractions',
    of: ({ durationDays }) => durationDays,
  },
  {
    name: 'conclusion',
    type: 'text',
    description: '`won`, `lost`, `inconclusive`, `stopped_early`, `invalid`, or null',
    of: ({ conclusionText }) => conclusionText,
  },
  {
    name: 'conclusion_comment',
    type: 'text',
    description: 'Reasons given for the conclusion',
    of: ({ conclusionComment }) => conclusionComment,
  },
  {
    name: 'owner_id',
    type: 'integer',
    description: "PostHog's number of the account that created it",
    of: ({ createdBy }) => createdBy?.posthogId,
  },
  {
    name: 'owner_name',
    type: 'text',
    description: 'First and last name of that account',
    of: ({ createdBy }) =>
      [createdBy?.firstName, createdBy?.lastName].filter(Boolean).join(' ') || null,
  },
  {
    name: 'owner_email',
    type: 'text',
    description: 'Email address of that account',
    of: ({ createdBy }) => createdBy?.email,
  },
  {
    name: 'tags',
    type: 'json',
    description: 'List of its tags',
    of: ({ tags }) => tags,
  },
  {
    name: 'holdout_id',
    type: 'integer',
    description: "PostHog's number of its holdout; null without one",
    of: ({ holdout }) => holdout?.posthogId,
  },
  {
    name: 'holdout_name',
    type: 'text',
    description: 'Name of its holdout',
    of: ({ holdout }) => holdout?.name,
  },
  {
    name: 'variants',
    type: 'json',
    description: 'List of `{key, rollout_percentage, excluded}`, in the order of the flag',
    of: ({ variants }) =>
      variants?.map(({ key, rolloutPercentage, isExcluded }) => ({
        key,
        rollout_percentage: rolloutPercentage,
        excluded: isExcluded,
      })),
  },
  {
    name: 'as_of',
    type: 'time',
    description: 'When PostHog gave this row',
    of: ({ asOf }) => asOf,
  },
];
