import type { OperationId } from '../../posthog/api/operations.ts';
import { decodeGlobalId } from './global-id.ts';
import type { FieldCall, FieldUpstream } from '../planner/field-cost.ts';

/** The call that refetches an object by its global id, per type. */
const refetchCalls: Readonly<Record<string, OperationId>> = {
  Experiment: 'experiments_retrieve',
  FeatureFlag: 'feature_flags_retrieve',
  Holdout: 'experiment_holdouts_retrieve',
  SavedMetric: 'experiment_saved_metrics_retrieve',
  Cohort: 'cohorts_retrieve',
  Project: 'projects_list',
};

/** A document can use one list in many places; it is decoded once. */
const known = new WeakMap<readonly string[], readonly FieldCall[]>();

function callsForAll(ids: readonly string[]): readonly FieldCall[] {
  let calls = known.get(ids);
  if (!calls) known.set(ids, (calls = callsFor(ids)));
  return calls;
}

function callsFor(ids: readonly string[]): FieldCall[] {
  const times = new Map<OperationId, number>();
  for (const id of new Set(ids)) {
    const { typename } = decodeGlobalId(id);
    // All other types are kinds of metrics, which are read with their experiment.
    const operation = refetchCalls[typename] ?? 'experiments_retrieve';
    times.set(operation, operation === 'projects_list' ? 1 : (times.get(operation) ?? 0) + 1);
  }
  return [...times].map(([operation, count]) => ({ operation, times: () => count }));
}

/** Field option of `node`. */
export const nodeCall = {
  upstream: { brings: 'detail', calls: ({ id }) => callsFor([id as string]) },
} satisfies { upstream: FieldUpstream };

/** Field option of `nodes`. */
export const nodesCall = {
  upstream: {
    brings: 'detail',
    rows: ({ ids }) => (ids as readonly string[]).length,
    calls: ({ ids }) => callsForAll(ids as readonly string[]),
  },
} satisfies { upstream: FieldUpstream };
