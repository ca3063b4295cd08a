import { roleKeyOf } from '../posthog/keys/role-key.ts';
import type { BudgetLimits } from '../posthog/layers/budget/budget.ts';
import type { Grant, Grants } from '../posthog/request/grant.ts';
import type { Role } from './policy/policy.ts';
import { roleGrant } from './policy/role-grant.ts';

/** The rules of a caller whom no policy limits. No role can have them, because those are a list. */
const UNLIMITED = 'unlimited';

/** The role keys that are valid now, and what they grant. */
export class KeyGrants implements Grants {
  readonly #grants = new Map<string, Grant>();
  readonly #introspection = new Map<string, boolean>();
  readonly #names = new Map<Role | undefined, string>();

  /**
   * @param key the server's own key, as PostHog gets it
   * @param namedBy the own key that role keys are derived from: the first one, so that they stay the same when the key is
   * replaced while connections are open
   * @param roles all roles of the policy; undefined when there is none, and then everything is granted
   * @param limits the whole budget of the key
   */
  constructor(
    key: string,
    namedBy: string,
    roles: Iterable<Role> | undefined,
    limits: BudgetLimits,
  ) {
    if (!roles) this.#add(undefined, roleKeyOf(namedBy, UNLIMITED), unlimited(key));
    for (const role of roles ?? [])
      this.#add(role, roleKeyOf(namedBy, role.rules), roleGrant(role, key, limits));
  }

  #add(role: Role | undefined, roleKey: string, grant: Grant): void {
    this.#names.set(role, roleKey);
    this.#grants.set(roleKey, grant);
    this.#introspection.set(roleKey, role?.introspection ?? true);
  }

  of(roleKey: string): Grant | undefined {
    return this.#grants.get(roleKey);
  }

  /** The role key of a role, or of callers whom no policy limits. */
  keyOf(role: Role | undefined): string | undefined {
    return this.#names.get(role);
  }

  /** Whether callers with a role key may read the schema; undefined for other keys. */
  mayIntrospect(roleKey: string): boolean | undefined {
    return this.#introspection.get(roleKey);
  }
}

const unlimited = (apiKey: string): Grant => ({
  apiKey,
  share: undefined,
  refusalOf: () => undefined,
  refusalOfOperation: () => undefined,
});
