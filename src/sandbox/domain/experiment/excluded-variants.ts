import type { FlagVariant, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { baselineKey } from '../flag/config.ts';
import { pythonRepr } from '../../validation/python-repr.ts';

const refuse = (detail: string): Error => invalid(detail, 'excluded_variants');

/** Checks the variants excluded from analysis against those of the flag. @throws ApiError 400 */
export function checkExcludedVariants(
  excluded: readonly string[] | null | undefined,
  variants: readonly FlagVariant[],
  statsConfig: JsonObject,
): void {
  if (!excluded || excluded.length === 0) return;
  const keys = variants.map(({ key }) => key);
  const baseline = baselineKey(variants, statsConfig['baseline_variant_key']);
  const holdouts = excluded.filter((key) => key.startsWith('holdout-')).sort();
  if (holdouts.length > 0) {
    throw refuse(`cannot exclude holdout pseudo-variants: ${pythonRepr(holdouts)}`);
  }
  if (excluded.includes(baseline)) {
    throw refuse(`baseline variant cannot be excluded ('${baseline}')`);
  }
  const unknown = excluded.filter((key) => !keys.includes(key)).sort();
  if (unknown.length > 0) {
    throw refuse(`unknown variants for this experiment: ${pythonRepr(unknown)}`);
  }
  if (keys.every((key) => key === baseline || excluded.includes(key))) {
    throw refuse('at least one test variant must remain in analysis');
  }
}
