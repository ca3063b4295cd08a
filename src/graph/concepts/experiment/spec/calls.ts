import type { FieldCall } from '../../../planner/field-cost.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The calls for what specs refer to by name. */
export function referenceCalls(specs: readonly unknown[]): FieldCall[] {
  const has = (name: string) =>
    specs.some(
      (spec) => typeof spec === 'object' && spec !== null && (spec as Fields)[name] != null,
    );
  return [
    ...(has('sharedMetrics') ? [{ operation: 'experiment_saved_metrics_list' } as const] : []),
    ...(has('holdout') ? [{ operation: 'experiment_holdouts_list' } as const] : []),
  ];
}

/** The calls of the plan of one spec, at most. */
export const planCalls = (spec: unknown): FieldCall[] => [
  { operation: 'feature_flags_list' },
  // Archived experiments are listed apart.
  { operation: 'experiments_list', times: () => 2 },
  { operation: 'experiments_retrieve' },
  ...referenceCalls([spec]),
];
