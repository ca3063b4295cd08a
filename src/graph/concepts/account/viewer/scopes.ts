import { isPostHogFailure } from '../../../../posthog/errors/errors.ts';
import type { FieldCall } from '../../../planner/field-cost.ts';
import type { GraphContext } from '../../../context/context.ts';
import type { PostHogClient } from '../../../../posthog/types.ts';

/** No object has this number, so a call about it can only be refused: for its scope, or as not found. */
const NOBODY = 0;

type Probe = (posthog: PostHogClient, projectId: string) => Promise<unknown>;

const about = (projectId: string) => ({ path: { project_id: projectId, id: NOBODY } });

/**
 * A call that needs exactly the scope. PostHog checks the scope before it looks for the object, so
 * 404 means that the key has the scope; nothing can change, because there is nothing to change.
 */
const probes: Readonly<Record<string, Probe>> = {
  'experiment:write': (posthog, id) => posthog.call('experiments_launch_create', about(id)),
  'experiment:read': (posthog, id) => posthog.call('experiments_retrieve', about(id)),
  'feature_flag:write': (posthog, id) =>
    posthog.call('feature_flags_partial_update', { ...about(id), body: {} }),
  'feature_flag:read': (posthog, id) => posthog.call('feature_flags_retrieve', about(id)),
  'experiment_holdout:write': (posthog, id) =>
    posthog.call('experiment_holdouts_partial_update', { ...about(id), body: {} }),
  'experiment_holdout:read': (posthog, id) =>
    posthog.call('experiment_holdouts_retrieve', about(id)),
  'experiment_saved_metric:write': (posthog, id) =>
    posthog.call('experiment_saved_metrics_partial_update', { ...about(id), body: {} }),
  'experiment_saved_metric:read': (posthog, id) =>
    posthog.call('experiment_saved_metrics_retrieve', about(id)),
  'cohort:read': (posthog, id) => posthog.call('cohorts_retrieve', about(id)),
  'activity_log:read': (posthog, id) => posthog.call('experiments_activity_retrieve', about(id)),
};

/** What asking for the scopes costs, for the planner: the most it can be. */
export const scopeProbes: readonly FieldCall[] = [
  { operation: 'experiments_launch_create' },
  { operation: 'experiments_retrieve' },
  { operation: 'feature_flags_partial_update' },
  { operation: 'feature_flags_retrieve' },
  { operation: 'experiment_holdouts_partial_update' },
  { operation: 'experiment_holdouts_retrieve' },
  { operation: 'experiment_saved_metrics_partial_update' },
  { operation: 'experiment_saved_metrics_retrieve' },
  { operation: 'cohorts_retrieve' },
  { operation: 'experiments_activity_retrieve' },
];

/** True when PostHog did not refuse the call for want of a scope. */
async function granted(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (isPostHogFailure(error)) {
      if (error.kind === 'forbidden' && error.missingScopes.length > 0) return false;
      if (error.kind === 'not-found') return true;
    }
    throw error;
  }
}

/**
 * The scopes of the key, of those this API uses. PostHog has no call that lists them, so each is
 * tried on an object that does not exist: at most 10 upstream calls, a read scope is not tried where
 * the write scope includes it.
 */
export async function grantedScopes({ posthog }: GraphContext, projectId: string) {
  const resources = new Set(Object.keys(probes).map((scope) => scope.split(':')[0]!));
  const found = await Promise.all(
    [...resources].map(async (resource) => {
      const [write, read] = [`${resource}:write`, `${resource}:read`];
      if (probes[write] && (await granted(probes[write](posthog, projectId)))) return [write, read];
      return (await granted(probes[read]!(posthog, projectId))) ? [read] : [];
    }),
  );
  return found.flat().toSorted();
}
