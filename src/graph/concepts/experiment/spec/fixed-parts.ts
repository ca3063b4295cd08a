import type { InputFault } from '../../../mutations/input-faults.ts';
import { isDraft, stateOf } from '../lifecycle/state.ts';
import type { ExperimentDetail } from '../loader.ts';
import type { SpecChange } from './difference.ts';

/**
 * Changes that PostHog refuses because the experiment was launched
 * (docs/posthog/updating-experiments.md#what-may-change-when).
 */
export function fixedParts(
  existing: ExperimentDetail | null,
  changes: readonly SpecChange[],
): InputFault[] {
  if (!existing || isDraft(stateOf(existing))) return [];
  return changes.flatMap(({ path, before, after }) => {
    const message =
      path === 'holdout'
        ? HOLDOUT
        : path === 'flag.variants' && keysOf(before) !== keysOf(after) && VARIANTS;
    return message ? [{ path: `spec.${path}`, code: 'IMMUTABLE' as const, message }] : [];
  });
}

const VARIANTS =
  'It was launched, and PostHog then adds, removes and renames no variant. Shares can be changed.';
const HOLDOUT = 'It was launched, and PostHog then does not change its holdout.';

/** The keys of variants as one text, whatever their order. */
const keysOf = (variants: unknown): string =>
  JSON.stringify(
    Array.isArray(variants)
      ? (variants as readonly { readonly key: string }[]).map(({ key }) => key).toSorted()
      : variants,
  );
