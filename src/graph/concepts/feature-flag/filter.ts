import type { OperationArguments } from '../../../posthog/client.ts';
import { inputError } from '../../core/input-error.ts';
import type { FeatureFlagFilter } from './inputs.ts';

type Filter = typeof FeatureFlagFilter.$inferInput;

/** The query parameters that `feature_flags_list` and `feature_flags_matching_ids_retrieve` share. */
type FilterQuery = NonNullable<OperationArguments<'feature_flags_matching_ids_retrieve'>['query']>;

const flagWord = (value: boolean | null | undefined) =>
  value == null ? undefined : value ? ('true' as const) : ('false' as const);

/**
 * The list filter names runtimes differently from the flag itself: its `both` is the flag's `all`.
 */
const runtimes = { server: 'server', client: 'client', all: 'both' } as const;

/**
 * Translates a filter into PostHog's query parameters.
 * @throws GraphQLError BAD_USER_INPUT when `stale` and `active` are both given: PostHog has one
 * parameter for both.
 */
export function flagFilterQuery(filter: Filter | null | undefined): FilterQuery {
  if (!filter) return {};
  if (filter.stale === true && filter.active != null) {
    throw inputError('Give `stale` or `active`, not both.', 'filter.stale');
  }
  return {
    active: filter.stale === true ? 'STALE' : flagWord(filter.active),
    archived: flagWord(filter.archived),
    search: filter.search ?? undefined,
    created_by_id: filter.createdByIds ?? undefined,
    type: filter.kind ?? undefined,
    tags: filter.tags ?? undefined,
    excluded_tags: filter.excludedTags ?? undefined,
    excluded_properties: filter.excludedKeys ?? undefined,
    evaluation_runtime:
      filter.evaluationRuntime == null ? undefined : runtimes[filter.evaluationRuntime],
    has_evaluation_contexts: flagWord(filter.hasEvaluationContexts),
  };
}
