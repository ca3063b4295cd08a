import type { ReleaseCondition } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { isObject } from '../model/json.ts';
import { listOf, objectField } from './fields.ts';
import type { Field } from './fields.ts';

/**
 * The release groups of a holdout; the first one's percentage is the share that is excluded
 * (docs/posthog/holdouts-and-cohorts.md#holdouts).
 */
export const holdoutFilters: Field<ReleaseCondition[]> = (value, attr) => {
  const groups = listOf(objectField)(value, attr);
  if (groups.length === 0) throw invalid('Filters must not be empty.', attr);
  return groups.map((group) => {
    const { rollout_percentage: percentage, properties } = group;
    if (percentage === undefined || percentage === null) {
      throw invalid('Rollout percentage must be present.', attr);
    }
    if (typeof percentage !== 'number' || !(percentage >= 0 && percentage <= 100)) {
      throw invalid('Rollout percentage must be between 0 and 100.', attr);
    }
    const { variant: _variant, ...rest } = group;
    return {
      ...rest,
      properties: Array.isArray(properties) ? properties.filter(isObject) : [],
      rollout_percentage: percentage,
    };
  });
};
