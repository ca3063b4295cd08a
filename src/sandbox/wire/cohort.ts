import type { Cohort, JsonObject } from '../model/entities.ts';
import type { Store } from '../model/store.ts';
import { userBasic } from '../model/embedded-user.ts';

export const wireCohort = (store: Store, cohort: Cohort): JsonObject => ({
  id: cohort.id,
  name: cohort.name,
  description: cohort.description,
  groups: [],
  deleted: cohort.deleted,
  filters: cohort.filters,
  query: null,
  is_calculating: false,
  created_by: userBasic(store, cohort.created_by),
  created_at: cohort.created_at,
  last_calculation: cohort.count === null ? null : cohort.created_at,
  errors_calculating: 0,
  count: cohort.count,
  is_static: cohort.is_static,
  cohort_type: cohort.cohort_type,
  experiment_set: store.experiments
    .by('project', cohort.project)
    .filter((row) => row.exposure_cohort === cohort.id)
    .map(({ id }) => id),
});
