import type { JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { objectsOf } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';

/** Refuses legacy filters that refer to a behavioural cohort, at any depth. @throws ApiError 400 */
export function checkLegacyFilters(
  { store }: ProjectRequest,
  filters: JsonObject | undefined,
): void {
  if (!filters) return;
  const properties = [
    ...objectsOf(filters['properties']),
    ...['events', 'actions'].flatMap((key) =>
      objectsOf(filters[key]).flatMap((entity) => objectsOf(entity['properties'])),
    ),
  ];
  for (const property of properties) {
    if (property['type'] !== 'cohort') continue;
    const cohort = store.cohorts.get(Number(property['value']));
    if (cohort?.cohort_type === 'behavioral') {
      throw invalid(
        `Cohort '${cohort.name}' has behavioral filters and cannot be used in an experiment's filters.`,
      );
    }
  }
}
