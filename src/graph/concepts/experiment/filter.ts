import type { OperationArguments } from '../../../posthog/client.ts';
import { readKey } from '../../core/global-id.ts';
import type { ExperimentFilter } from './inputs.ts';

type Filter = typeof ExperimentFilter.$inferInput;

/** The query parameters that `experiments_list` and `experiments_matching_ids_retrieve` share. */
type FilterQuery = NonNullable<OperationArguments<'experiments_matching_ids_retrieve'>['query']>;

/**
 * Translates a filter into PostHog's query parameters. `archived: false` is omitted: PostHog treats
 * any value but `true` as false (docs/posthog/experiments.md#list-filters-and-orders).
 * @param projectId the project a bare `featureFlagId` is looked up in
 * @throws GraphQLError INVALID_ID when `featureFlagId` is not the id of a flag.
 */
export function experimentFilterQuery(
  filter: Filter | null | undefined,
  projectId: string,
): FilterQuery {
  if (!filter) return {};
  const flag =
    filter.featureFlagId == null
      ? null
      : readKey('FeatureFlag', filter.featureFlagId, projectId, 'filter.featureFlagId');
  return {
    status: filter.status ?? undefined,
    archived: filter.archived === true ? true : undefined,
    created_by_id: filter.createdByIds ?? undefined,
    feature_flag_id: flag?.posthogId,
    search: filter.search ?? undefined,
    event: filter.event ?? undefined,
    tags: filter.tags ?? undefined,
    excluded_tags: filter.excludedTags ?? undefined,
    prompt_name: filter.promptName ?? undefined,
  };
}
