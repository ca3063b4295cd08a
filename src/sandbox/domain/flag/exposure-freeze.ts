import type { ReleaseCondition } from '../../model/entities.ts';
import { isCohortCondition } from '../experiment/exposure-snapshot.ts';

const NOTE = 'Exposure frozen: only users who were already exposed to the experiment match.';

/** A release group that only matches the members of a cohort, with the marks of a freeze and a note. */
export const frozenGroup = (group: ReleaseCondition, cohort: number): ReleaseCondition => ({
  ...group,
  properties: [
    ...(group.properties ?? []),
    { key: 'id', type: 'cohort', value: cohort, operator: 'in' },
  ],
  description: group.description ? `${group.description} ${NOTE}` : NOTE,
  exposure_frozen: true,
  exposure_frozen_cohort: cohort,
});

/** The group as it was before it was frozen; a group without marks is returned unchanged. */
export function withoutFreeze(group: ReleaseCondition): ReleaseCondition {
  if (!('exposure_frozen' in group)) return group;
  const { exposure_frozen: _stamp, exposure_frozen_cohort: cohort, description, ...rest } = group;
  const own = description?.endsWith(NOTE) ? description.slice(0, -NOTE.length).trim() : description;
  return {
    ...rest,
    properties: (group.properties ?? []).filter((property) => !isCohortCondition(property, cohort)),
    ...(own ? { description: own } : {}),
  };
}
