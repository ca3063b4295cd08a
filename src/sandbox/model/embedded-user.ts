import type { JsonObject, User } from './entities.ts';
import type { Store } from './store.ts';

/** A user as embedded in other objects; null for an unknown user. */
export function userBasic(store: Store, id: number | null): JsonObject | null {
  const user = store.users.get(id);
  return user ? userFields(user) : null;
}

export const userFields = (user: User): JsonObject => ({
  id: user.id,
  uuid: user.uuid,
  distinct_id: user.distinct_id,
  first_name: user.first_name,
  last_name: user.last_name,
  email: user.email,
  is_email_verified: user.is_email_verified,
  hedgehog_config: null,
  role_at_organization: user.role_at_organization,
});
