import type { FeatureFlag } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { flagVariantsOf } from './config.ts';

const INTERNAL = new Set(['surveys', 'product_tours']);
const ORDERS = ['created_at', 'key', 'name'];

const MAX_VARIANTS = 20;

/**
 * Whether an experiment can use a flag: 2 to 20 variants, whatever their keys; archived flags and internal ones of
 * other products are left out (docs/posthog/feature-flags.md#flags-an-experiment-can-use).
 */
export function isEligible(flag: FeatureFlag): boolean {
  const variants = flagVariantsOf(flag).length;
  return (
    variants >= 2 &&
    variants <= MAX_VARIANTS &&
    !flag.archived &&
    !INTERNAL.has(flag.creation_context)
  );
}

/**
 * Flags as servers before late summer 2026 answer them under `eligible_feature_flags/`: at least two variants, the
 * first of which is `control`.
 */
export function filterEligibleFlags({ store, project, query }: ProjectRequest): FeatureFlag[] {
  const search = query.get('search')?.toLowerCase();
  const active = query.get('active');
  const creator = query.get('created_by_id');
  const runtime = query.get('evaluation_runtime');
  const contexts = query.get('has_evaluation_contexts');
  return store.flags.by('project', project.id).filter((flag) => {
    const [first, second] = flagVariantsOf(flag);
    return (
      !flag.deleted &&
      !INTERNAL.has(flag.creation_context) &&
      first?.key === 'control' &&
      second !== undefined &&
      (!search || matches(flag, search)) &&
      (active === null || flag.active === (active.toLowerCase() === 'true')) &&
      (!creator || flag.created_by === Number(creator)) &&
      (!runtime || flag.evaluation_runtime === runtime) &&
      (contexts === null || flag.evaluation_contexts.length > 0 === isYes(contexts))
    );
  });
}

const matches = (flag: FeatureFlag, search: string): boolean =>
  flag.key.toLowerCase().includes(search) || flag.name.toLowerCase().includes(search);

const isYes = (value: string): boolean => ['true', '1', 'yes'].includes(value.toLowerCase());

/** Sorts by `order`; default newest first. @throws ApiError 400 for an unknown field */
export function orderEligibleFlags(query: URLSearchParams, flags: FeatureFlag[]): FeatureFlag[] {
  const order = query.get('order') || '-created_at';
  const descending = order.startsWith('-');
  const field = descending ? order.slice(1) : order;
  if (!ORDERS.includes(field)) throw invalid(`Invalid order field: '${order}'`);
  const keyOf = (flag: FeatureFlag): string =>
    field === 'key' ? flag.key : field === 'name' ? flag.name : flag.created_at;
  const sorted = flags.toSorted(
    (one, other) => keyOf(one).localeCompare(keyOf(other), 'en') || one.id - other.id,
  );
  return descending ? sorted.toReversed() : sorted;
}
