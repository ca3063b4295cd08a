import { builder } from '../../core/builder.ts';
import type { InputFaults } from '../../mutations/input-faults.ts';
import type { InputFields } from '../../mutations/define-mutation.ts';
import type { Wire } from '../../core/wire.ts';
import type { ReleaseConditionShape } from './ref.ts';
import {
  checkVariantList,
  payloadsToWire,
  VariantInput,
  variantsToWire,
  type VariantValue,
} from './variant-input.ts';

const ReleaseConditionInput = builder.inputType('ReleaseConditionInput', {
  description: 'A group of people, and the percentage of them that is admitted.',
  fields: (t) => ({
    properties: t.field({
      type: ['JSON'],
      description: "Filters a person must match, in PostHog's format. Everyone matches if omitted.",
    }),
    rolloutPercentage: t.float({
      description: 'Percentage of the matching people who are admitted. All of them if omitted.',
    }),
    variant: t.string({ description: 'Key of the variant that everyone in this group gets.' }),
    description: t.string({ description: 'Purpose of the group.' }),
  }),
});

/** Input fields that define who gets which variant. */
export const targetingFields = (t: InputFields) => ({
  variants: t.field({
    type: [VariantInput],
    description:
      "The flag's variants in order. Replaces all existing ones, including their payloads.",
  }),
  releaseConditions: t.field({
    type: [ReleaseConditionInput],
    description:
      "Who is admitted, evaluated in order. Replaces all existing conditions. PostHog's wire name is `filters.groups`.",
  }),
  filters: t.field({
    type: 'JSON',
    description:
      "The whole targeting in PostHog's format, instead of `variants` and `releaseConditions`.",
  }),
});

export interface TargetingValue {
  readonly variants?: readonly VariantValue[] | null | undefined;
  readonly releaseConditions?:
    readonly (typeof ReleaseConditionInput.$inferInput)[] | null | undefined;
  readonly filters?: unknown;
}

type Filters = Wire['FeatureFlagFiltersSchema'];

/**
 * True when only a part of the targeting changes, so that the current targeting must be read first.
 */
export const changesPart = ({ variants, releaseConditions }: TargetingValue) =>
  variants != null || releaseConditions != null;

export function checkTargeting(faults: InputFaults, input: TargetingValue): void {
  const { variants, releaseConditions, filters } = input;
  if (variants != null) checkVariantList(faults, variants, 'variants');
  for (const [index, { rolloutPercentage }] of (releaseConditions ?? []).entries()) {
    faults.percentage(`releaseConditions.${index}.rolloutPercentage`, rolloutPercentage);
  }
  if (filters == null) return;
  if (typeof filters !== 'object' || Array.isArray(filters)) {
    faults.add('filters', 'INVALID_INPUT', 'The targeting must be an object.');
  }
  if (changesPart(input)) {
    faults.add(
      'filters',
      'INVALID_INPUT',
      'Give the whole targeting in `filters`, or parts of it in `variants` and `releaseConditions`, not both.',
    );
  }
}

/**
 * The complete targeting to send; undefined when the input does not change it.
 * @param current the flag's current targeting, which supplies the parts that do not change
 */
export function targetingToWire(
  input: TargetingValue,
  current: Filters | undefined,
): Filters | undefined {
  const { variants, releaseConditions } = input;
  if (!changesPart(input)) return (input.filters ?? undefined) as Filters | undefined;
  const { payloads: _payloads, ...rest } = current ?? {};
  return {
    ...(variants == null ? current : rest),
    ...(variants != null && {
      multivariate: { variants: variantsToWire(variants) },
      payloads: payloadsToWire(variants) ?? {},
    }),
    ...(releaseConditions != null && { groups: releaseConditions.map(groupToWire) }),
  };
}

function groupToWire(group: typeof ReleaseConditionInput.$inferInput): ReleaseConditionShape {
  const { properties, rolloutPercentage, variant, description } = group;
  return {
    properties: (properties ?? []) as NonNullable<ReleaseConditionShape['properties']>,
    rollout_percentage: rolloutPercentage ?? 100,
    variant: variant ?? null,
    ...(description != null && { description }),
  };
}
