import type { JsonObject, SavedMetric } from '../model/entities.ts';
import { withActionNames } from '../model/action-names.ts';
import type { Store } from '../model/store.ts';
import { userBasic } from '../model/embedded-user.ts';

export const wireSavedMetric = (store: Store, metric: SavedMetric): JsonObject => ({
  id: metric.id,
  name: metric.name,
  description: metric.description,
  query: withActionNames(store, metric.project, metric.query),
  created_by: userBasic(store, metric.created_by),
  created_at: metric.created_at,
  updated_at: metric.updated_at,
  tags: metric.tags,
  user_access_level: 'manager',
});
