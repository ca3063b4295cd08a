import { checkVariantList } from '../feature-flag/variant-input.ts';
import type { InputFaults } from '../../mutations/input-faults.ts';
import type { WriteValue } from './write-fields.ts';

const MAX_VARIANTS = 20;

/**
 * Checks PostHog's rules for the variants of an experiment's flag, and the other fields of the
 * input that name variants.
 */
export function checkVariants(faults: InputFaults, input: WriteValue): void {
  const { variants } = input;
  if (variants == null) return;
  if (variants.length < 2) {
    faults.add(
      'variants',
      'MIN_LENGTH',
      'Feature flag must have at least 2 variants (a baseline and at least one test variant)',
    );
  }
  if (variants.length > MAX_VARIANTS) {
    faults.add('variants', 'MAX_LENGTH', 'Feature flag variants must be less than 21');
  }
  checkVariantList(faults, variants, 'variants');
  const keys = variants.map(({ key }) => key);
  if (input.kind === 'web' && !keys.includes('control')) {
    faults.add('variants', 'REQUIRED', "Web experiments require a variant with key 'control'");
  }
  checkMentions(faults, input, keys);
}

/** Variants named elsewhere in the input must be among those it defines. */
function checkMentions(faults: InputFaults, input: WriteValue, keys: readonly string[]): void {
  const pinned = input.statsConfig?.baselineVariantKey;
  if (pinned != null && !keys.includes(pinned)) {
    faults.add(
      'statsConfig.baselineVariantKey',
      'INVALID_CHOICE',
      `Invalid baseline_variant_key: '${pinned}'. Must be one of: ${keys.join(', ')}`,
    );
  }
  const baseline = pinned ?? (keys.includes('control') ? 'control' : keys[0]);
  const excluded = input.excludedVariants ?? [];
  for (const [index, key] of excluded.entries()) {
    const path = `excludedVariants.${index}`;
    if (key === baseline) {
      faults.add(path, 'INVALID_CHOICE', `The baseline variant cannot be excluded ('${key}').`);
    } else if (!keys.includes(key)) {
      faults.add(path, 'INVALID_CHOICE', `There is no variant '${key}' to exclude.`);
    }
  }
  if (excluded.length > 0 && keys.every((key) => key === baseline || excluded.includes(key))) {
    faults.add(
      'excludedVariants',
      'INVALID_INPUT',
      'At least one test variant must remain in the analysis.',
    );
  }
}
