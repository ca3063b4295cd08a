import type { Change } from './directory-plan.ts';

const VARIANTS =
  'It was launched, and PostHog then adds, removes and renames no variant. Shares can be changed.';
const HOLDOUT = 'It was launched, and PostHog then does not change its holdout.';

/**
 * Why changes cannot be applied to an experiment that was launched, as sentences
 * (docs/posthog/updating-experiments.md#what-may-change-when).
 * @param status of the existing experiment, in PostHog's words; null for a new one
 */
export function fixedParts(changes: readonly Change[], status: string | null): readonly string[] {
  if (status === null || status === 'draft') return [];
  const changeOf = (part: string) => changes.find(({ path }) => path === part);
  const variants = changeOf('flag.variants');
  const hasOtherKeys = variants && keysOf(variants.before) !== keysOf(variants.after);
  return [...(hasOtherKeys ? [VARIANTS] : []), ...(changeOf('holdout') ? [HOLDOUT] : [])];
}

/** The keys of variants as one text, in whichever order they are. */
const keysOf = (variants: unknown): string =>
  JSON.stringify(
    Array.isArray(variants)
      ? (variants as readonly { readonly key: string }[]).map(({ key }) => key).toSorted()
      : variants,
  );
