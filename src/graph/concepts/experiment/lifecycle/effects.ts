import { groupsOf, variantsOf, type EmbeddedFlag, type LifecycleState } from './state.ts';

type Group = ReturnType<typeof groupsOf>[number];

const withGroups = (flag: EmbeddedFlag, groups: Group[]): EmbeddedFlag => ({
  ...flag,
  filters: { ...flag.filters, groups },
});

/** Applies a change to the flag of a state; a state without a flag is returned unchanged. */
export const onFlag = (
  state: LifecycleState,
  change: (flag: EmbeddedFlag) => EmbeddedFlag,
): LifecycleState => (state.flag ? { ...state, flag: change(state.flag) } : state);

export const turned =
  (active: boolean) =>
  (flag: EmbeddedFlag): EmbeddedFlag => ({ ...flag, active });

/**
 * Narrows every release group to the people exposed so far. The freeze itself creates the cohort of
 * these people, so its number is unknown beforehand and null stands in for it.
 */
export function freeze(flag: EmbeddedFlag): EmbeddedFlag {
  const exposed = { key: 'id', type: 'cohort', value: null, operator: 'in' } as const;
  return withGroups(
    flag,
    groupsOf(flag).map((group) => ({
      ...group,
      properties: [...(group.properties ?? []), exposed],
      exposure_frozen: true,
      exposure_frozen_cohort: null,
    })),
  );
}

/** Removes the freeze's stamps and the cohort it added from every release group. */
export function withoutExposureFreeze(flag: EmbeddedFlag): EmbeddedFlag {
  return withGroups(flag, groupsOf(flag).map(withoutFreeze));
}

function withoutFreeze(group: Group): Group {
  if (!('exposure_frozen' in group)) return group;
  const { exposure_frozen: _stamp, exposure_frozen_cohort: cohort, ...rest } = group;
  return {
    ...rest,
    properties: (group.properties ?? []).filter(
      (property) => !(property.type === 'cohort' && property.value === cohort),
    ),
  };
}

/** The group that PostHog inserts first when a variant is released to everyone. */
const CATCH_ALL: Group = {
  properties: [],
  rollout_percentage: 100,
  description: 'Added automatically when the experiment was ended to keep only one variant.',
};

/**
 * Gives one variant to everybody in the experiment and, with `toEveryone`, to everybody else too.
 */
export function ship(flag: EmbeddedFlag, variantKey: string, toEveryone: boolean): EmbeddedFlag {
  const unfrozen = withoutExposureFreeze(flag);
  const groups = groupsOf(unfrozen);
  return {
    ...unfrozen,
    filters: {
      ...unfrozen.filters,
      groups: toEveryone ? [CATCH_ALL, ...groups] : groups,
      multivariate: {
        variants: variantsOf(flag).map((variant) => ({
          ...variant,
          rollout_percentage: variant.key === variantKey ? 100 : 0,
        })),
      },
    },
  };
}
