import { isPostHogFailure } from '../../../../posthog/errors/errors.ts';
import type { FieldCall } from '../../../planner/field-cost.ts';
import type { GraphContext } from '../../../context/context.ts';
import type { PostHogClient } from '../../../../posthog/types.ts';

/**
 * No object has the number 0, so a call about it always fails: either for its missing scope or as
 * not found.
 */
const NO_OBJECT = 0;

type Probe = (posthog: PostHogClient, projectId: string) => Promise<unknown>;

const about = (projectId: string) => ({ path: { project_id: projectId, id: NO_OBJECT } });

/**
 * One call per scope that requires exactly that scope. PostHog checks the scope before it looks for
 * the object, so a 404 means that the key has the scope. The calls change nothing, because the
 * object does not exist.
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

/** The calls that reading the scopes can take, for the planner: an upper bound. */
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

/** True unless PostHog refused the call because the key lacks a scope. */
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
 * Those scopes of the key that this API uses. PostHog has no call that lists a key's scopes, so
 * each one is tried on an object that does not exist. At most 10 upstream calls: a read scope is
 * not tried where the key has the write scope, which includes it.
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
