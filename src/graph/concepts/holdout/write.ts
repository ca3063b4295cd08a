import { builder } from '../../core/builder.ts';
import type { InputFields } from '../../mutations/define-mutation.ts';
import type { InputFaults } from '../../mutations/input-faults.ts';
import type { Wire } from '../../core/wire.ts';

const HoldoutGroupInput = builder.inputType('HoldoutGroupInput', {
  description: 'A group of people, and the percentage of them that is excluded.',
  fields: (t) => ({
    exclusionPercentage: t.float({
      required: true,
      description:
        "Percentage of the group to exclude. PostHog's wire name is `rollout_percentage`.",
    }),
    properties: t.field({
      type: ['JSON'],
      description: "Filters a person must match, in PostHog's format. Everyone matches if omitted.",
    }),
  }),
});

/** Input fields that creating and updating a holdout share. */
export const holdoutFields = (t: InputFields) => ({
  description: t.string({ description: 'Purpose of the holdout, up to 400 characters.' }),
  exclusionPercentage: t.float({
    description: 'Percentage of all people to exclude. Give this or `groups`.',
  }),
  groups: t.field({
    type: [HoldoutGroupInput],
    description: 'Groups of people to exclude partially. Give this or `exclusionPercentage`.',
  }),
});

export interface HoldoutValue {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly exclusionPercentage?: number | null | undefined;
  readonly groups?: readonly (typeof HoldoutGroupInput.$inferInput)[] | null | undefined;
}

type Groups = NonNullable<Wire['ExperimentHoldoutWrite']['filters']>;

/**
 * Validates a holdout and returns its groups in PostHog's form.
 * @returns undefined when the input does not set them
 */
export function checkHoldout(faults: InputFaults, input: HoldoutValue): Groups | undefined {
  faults.text('name', input.name, { max: 400 });
  faults.text('description', input.description, { max: 400, blank: true });
  faults.percentage('exclusionPercentage', input.exclusionPercentage);
  for (const [index, { exclusionPercentage }] of (input.groups ?? []).entries()) {
    faults.percentage(`groups.${index}.exclusionPercentage`, exclusionPercentage);
  }
  if (input.groups?.length === 0) {
    faults.add('groups', 'EMPTY', 'Filters must not be empty.');
  }
  if (input.groups != null && input.exclusionPercentage != null) {
    faults.add('groups', 'INVALID_INPUT', 'Give `exclusionPercentage` or `groups`, not both.');
  }
  const groups =
    input.groups ??
    (input.exclusionPercentage == null
      ? undefined
      : [{ exclusionPercentage: input.exclusionPercentage }]);
  return groups?.map((group) => ({
    properties: ('properties' in group ? (group.properties ?? []) : []) as NonNullable<
      Groups[number]['properties']
    >,
    rollout_percentage: group.exclusionPercentage,
  }));
}
