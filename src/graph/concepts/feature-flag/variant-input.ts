import { builder } from '../../core/builder.ts';
import type { InputFaults } from '../../mutations/input-faults.ts';

export const VariantInput = builder.inputType('VariantInput', {
  description: 'A variant of a flag.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key of the variant, such as `control`.' }),
    name: t.string({ description: 'Display name.' }),
    rolloutPercentage: t.float({
      required: true,
      description:
        'Percentage of admitted people who get this variant. All variants must sum to 100.',
    }),
    payload: t.field({ type: 'JSON', description: 'JSON delivered with the variant.' }),
  }),
});

export type VariantValue = typeof VariantInput.$inferInput;

/** Checks the rules for the variants of every flag: unique keys, and shares that sum to 100. */
export function checkVariantList(
  faults: InputFaults,
  variants: readonly VariantValue[],
  path: string,
): void {
  for (const [index, { key, name, rolloutPercentage }] of variants.entries()) {
    faults.text(`${path}.${index}.key`, key, { max: 400 });
    faults.text(`${path}.${index}.name`, name, { max: 400, blank: true });
    faults.percentage(`${path}.${index}.rolloutPercentage`, rolloutPercentage);
  }
  const keys = variants.map(({ key }) => key);
  faults.distinct(path, keys, 'variant key');
  const sum = variants.reduce((total, { rolloutPercentage }) => total + rolloutPercentage, 0);
  // The tolerance allows thirds with two decimals: 33.33 + 33.33 + 33.34.
  if (variants.length > 0 && Math.abs(sum - 100) > 0.005) {
    faults.add(
      path,
      'SUM_NOT_100',
      `The percentages of the variants must sum to 100, not ${Number(sum.toFixed(4))}.`,
    );
  }
}

/**
 * The variants in PostHog's form without their payloads, which a flag stores in a separate object.
 */
export function variantsToWire(
  variants: readonly VariantValue[],
): { key: string; name?: string; rollout_percentage: number }[] {
  return variants.map(({ key, name, rolloutPercentage }) => ({
    key,
    ...(name != null && { name }),
    rollout_percentage: rolloutPercentage,
  }));
}

/** The payloads by variant key, as JSON text; undefined when no variant has one. */
export function payloadsToWire(
  variants: readonly VariantValue[],
): Record<string, string> | undefined {
  const entries = variants.flatMap(({ key, payload }): [string, string][] =>
    payload == null ? [] : [[key, JSON.stringify(payload)]],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
