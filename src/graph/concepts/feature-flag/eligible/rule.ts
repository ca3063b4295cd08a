import type { FullFlag } from '../loader.ts';

/** The filters of `eligibleFeatureFlags`. */
export interface EligibleFilter {
  readonly search?: string | null | undefined;
  readonly active?: boolean | null | undefined;
  readonly createdById?: number | null | undefined;
  readonly evaluationRuntime?: 'server' | 'client' | 'all' | null | undefined;
  readonly hasEvaluationContexts?: boolean | null | undefined;
}

/** Flags that PostHog creates for its own products; the picker never offers them. */
const internalContexts: readonly unknown[] = ['surveys', 'product_tours'];

/**
 * PostHog's rule for flags an experiment can use: 2 to 20 variants, not archived, not created for a
 * survey or a product tour. A flag that another experiment uses is still eligible.
 */
export function isEligible(flag: FullFlag): boolean {
  const variants = flag.filters?.multivariate?.variants ?? [];
  return (
    variants.length >= 2 &&
    variants.length <= 20 &&
    flag.archived !== true &&
    !internalContexts.includes(flag.creation_context)
  );
}

/** Applies the picker's filters, for servers that no longer have the endpoint. */
export function matches(flag: FullFlag, filter: EligibleFilter): boolean {
  const text = filter.search?.toLowerCase();
  return (
    (text === undefined ||
      flag.key.toLowerCase().includes(text) ||
      (flag.name ?? '').toLowerCase().includes(text)) &&
    (filter.active == null || (flag.active ?? false) === filter.active) &&
    (filter.createdById == null || flag.created_by?.id === filter.createdById) &&
    (filter.evaluationRuntime == null || flag.evaluation_runtime === filter.evaluationRuntime) &&
    (filter.hasEvaluationContexts == null ||
      (flag.evaluation_contexts ?? []).length > 0 === filter.hasEvaluationContexts)
  );
}

const orders = {
  created_at: (flag: FullFlag) => flag.created_at ?? '',
  key: (flag: FullFlag) => flag.key,
  name: (flag: FullFlag) => flag.name ?? '',
} as const;

export type EligibleOrder = keyof typeof orders;

export function byOrder(field: EligibleOrder, direction: 'asc' | 'desc') {
  const value = orders[field];
  const sign = direction === 'asc' ? 1 : -1;
  return (a: FullFlag, b: FullFlag): number =>
    value(a) === value(b) ? 0 : value(a) < value(b) ? -sign : sign;
}
