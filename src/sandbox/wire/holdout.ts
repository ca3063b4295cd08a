import type { Holdout, JsonObject } from '../model/entities.ts';
import type { Store } from '../model/store.ts';
import { userBasic } from '../model/embedded-user.ts';

export const wireHoldout = (store: Store, holdout: Holdout): JsonObject => ({
  id: holdout.id,
  name: holdout.name,
  description: holdout.description,
  filters: holdout.filters,
  created_by: userBasic(store, holdout.created_by),
  created_at: holdout.created_at,
  updated_at: holdout.updated_at,
  user_access_level: 'manager',
});
