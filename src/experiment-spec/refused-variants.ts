import type { SpecProblem } from './problem.ts';
import type { Spec } from './shape.ts';

/** Why PostHog refuses the variants that settings name, of the flag as the spec has it, or else as it is stored. */
export function refusedVariants(spec: Partial<Spec>, stored: Partial<Spec> | null): SpecProblem[] {
  const keys = (spec.flag?.variants ?? stored?.flag?.variants)?.map(({ key }) => key);
  if (!keys) return [];
  const pinned = spec.statsConfig?.baseline_variant_key;
  const problems: SpecProblem[] = [];
  const add = (path: SpecProblem['path'], message: string) =>
    problems.push({ path, code: 'INVALID_VALUE', message });
  if (
    pinned != null &&
    !keys.includes(pinned) &&
    pinned !== stored?.statsConfig?.baseline_variant_key
  )
    add(['statsConfig', 'baseline_variant_key'], noVariant(pinned, keys));
  const { excludedVariants: excluded = [] } = spec;
  if (excluded.length === 0 || isSame(excluded, stored?.excludedVariants)) return problems;
  const baseline =
    pinned ??
    stored?.statsConfig?.baseline_variant_key ??
    (keys.includes('control') ? 'control' : keys[0]);
  for (const [index, key] of excluded.entries()) {
    if (key === baseline)
      add(['excludedVariants', index], `"${key}" is the baseline, which cannot be left out.`);
    else if (!keys.includes(key)) add(['excludedVariants', index], noVariant(key, keys));
  }
  if (keys.every((key) => key === baseline || excluded.includes(key)))
    add(['excludedVariants'], 'At least one variant besides the baseline must be left.');
  return problems;
}

const noVariant = (key: string, keys: readonly string[]): string =>
  `The flag has no variant "${key}"; it has ${keys.join(', ')}.`;

const isSame = (one: readonly string[], other: readonly string[] = []): boolean =>
  one.every((key) => other.includes(key)) && other.every((key) => one.includes(key));
