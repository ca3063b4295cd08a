import type { Admission, Admissions, Credentials } from '../http/admission.ts';
import type { Refusal } from '../http/reply.ts';
import { bearerOf } from '../posthog/keys/caller-key.ts';
import { credentialOf } from '../posthog/keys/credential.ts';
import { isJwt } from '../posthog/keys/jwt.ts';
import { isRoleKey } from '../posthog/keys/role-key.ts';
import type { BudgetLimits } from '../posthog/layers/budget/budget.ts';
import type { Grant, Grants } from '../posthog/request/grant.ts';
import type { TokenVerifier, VerifiedToken } from './callers/token-verifier.ts';
import { NamedTokens } from './callers/named-tokens.ts';
import { KeyGrants } from './key-grants.ts';
import type { Policy, Role } from './policy/policy.ts';
import type { RateLimit } from './rate-limit.ts';
import { noRole, tokenRequired } from './refusals.ts';
import { Withdrawals } from './withdrawals.ts';

/** What can be replaced while the server runs. */
export interface AccessRules {
  /** The server's own key; undefined when callers send theirs. */
  readonly heldKey: string | undefined;
  /** Tokens of the gateway by the name of their caller. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Undefined lets every caller use the whole key. */
  readonly policy: Policy | undefined;
}

export interface AccessParts {
  /** Checks tokens of an identity provider; undefined when there is none. */
  readonly verifier: TokenVerifier | undefined;
  readonly rateLimit: RateLimit;
  /** The whole budget of a key. */
  readonly limits: BudgetLimits;
  /** Whether role keys stand for the own key also where there is no policy, so that it can be replaced. */
  readonly replacesKey: boolean;
  /** Whether PostHog has recently accepted a key. */
  readonly isKnown: (apiKey: string) => boolean;
  /** The clock, in epoch milliseconds. */
  readonly now: () => number;
}

/** Who a caller is, before it is decided what that permits. */
interface Identity {
  /** `token:ci`, `user:…` */
  readonly caller: string;
  /** Returns the name under which its requests are counted; by default that of the caller. */
  readonly countedAs?: () => string;
  /** The name of its gateway token. */
  readonly token?: string;
  /** The roles its identity provider gives it. */
  readonly roles?: readonly string[];
  /** Epoch milliseconds; undefined for a caller that does not expire. */
  readonly expiresAt?: number;
}

/**
 * Who may use this server, and with what. The one place that knows tokens, roles and the server's own key: the APIs behind
 * it see a caller's `Authorization`, which is either a PostHog key of the caller's own or a role key.
 */
export class Access implements Admissions, Grants {
  readonly #parts: AccessParts;
  readonly #withdrawals: Withdrawals;
  readonly #firstKey: string | undefined;
  #rules: AccessRules;
  #tokens: NamedTokens;
  #grants: KeyGrants | undefined;

  constructor(rules: AccessRules, parts: AccessParts) {
    this.#parts = parts;
    this.#rules = rules;
    this.#firstKey = rules.heldKey;
    this.#tokens = new NamedTokens(rules.tokens);
    this.#grants = this.#grantsOf(rules);
    this.#withdrawals = new Withdrawals(parts.now);
  }

  /** Replaces the rules. Connections whose callers may not do the same as before are ended, and no others. */
  replace(rules: AccessRules): void {
    this.#rules = rules;
    this.#tokens = new NamedTokens(rules.tokens);
    this.#grants = this.#grantsOf(rules);
    this.#withdrawals.check();
  }

  /** The key of callers who are not admitted one by one, such as the one on standard input. */
  get keyOfOthers(): string | undefined {
    const { heldKey, policy } = this.#rules;
    if (!this.#grants) return heldKey;
    return policy && !policy.defaultRole ? undefined : this.#grants.keyOf(policy?.defaultRole);
  }

  of(roleKey: string): Grant | undefined {
    return this.#grants?.of(roleKey);
  }

  /** Whether a caller with this key may read the schema, where the server allows it. */
  mayIntrospect(apiKey: string | undefined): boolean {
    const { policy } = this.#rules;
    if (!policy) return true;
    if (apiKey === undefined) return policy.defaultRole?.introspection ?? false;
    return this.#grants?.mayIntrospect(apiKey) ?? policy.ownKeys.introspection;
  }

  admit(credentials: Credentials): Admission | Refusal | Promise<Admission | Refusal> {
    const { verifier } = this.#parts;
    const { authorization, gatewayToken, address } = credentials;
    const bearer = bearerOf(authorization);
    const sentJwt = verifier && bearer !== undefined && isJwt(bearer) ? bearer : undefined;
    const isOwnKey = authorization !== undefined && sentJwt === undefined;
    if (bearer !== undefined && isRoleKey(bearer)) return tokenRequired(verifier !== undefined);
    const own = isOwnKey ? authorization : undefined;
    const isStatic = gatewayToken !== undefined && !(verifier && isJwt(gatewayToken));
    const name = isStatic ? this.#tokens.nameOf(gatewayToken) : undefined;
    if (isStatic && name === undefined && this.#isGuarded)
      return tokenRequired(verifier !== undefined);
    const jwt = sentJwt ?? (isStatic ? undefined : gatewayToken);
    if (jwt !== undefined && verifier)
      return verifier
        .verify(jwt)
        .then((verified) =>
          'status' in verified ? verified : this.#admitted(identityOf(verified), own),
        );
    if (name !== undefined) return this.#admitted({ caller: `token:${name}`, token: name }, own);
    if (this.#isGuarded) return tokenRequired(verifier !== undefined);
    if (bearer === undefined) return this.#admitted({ caller: `address:${address}` }, own);
    const caller = `key:${shortNameOf(bearer)}`;
    // Anybody could make up a new key for each request, so that they count by address until PostHog has accepted them.
    const countedAs = () =>
      this.#parts.isKnown(bearer) ? caller : `keys that are not accepted, of address:${address}`;
    return this.#admitted({ caller, countedAs }, own);
  }

  /** Whether callers have to say who they are. */
  get #isGuarded(): boolean {
    return this.#tokens.size > 0 || this.#parts.verifier !== undefined;
  }

  #admitted(identity: Identity, own: string | undefined): Admission | Refusal {
    const permitted = this.#permitted(identity, own);
    if ('status' in permitted) return permitted;
    const { caller, countedAs = () => caller, expiresAt } = identity;
    const { role, authorization } = permitted;
    const token = this.#tokenOf(identity);
    const stillHolds = () => {
      const now = this.#permitted(identity, own);
      return (
        this.#tokenOf(identity) === token &&
        !('status' in now) &&
        now.authorization === authorization
      );
    };
    return {
      caller,
      isNamed: identity.token !== undefined || identity.roles !== undefined,
      role: role?.name,
      authorization,
      count: () => {
        const { policy } = this.#rules;
        const perMinute =
          own === undefined ? role?.requestsPerMinute : policy?.ownKeys.requestsPerMinute;
        return perMinute === undefined
          ? undefined
          : this.#parts.rateLimit.count(countedAs(), perMinute);
      },
      onWithdrawn: (listener) => this.#withdrawals.watch({ stillHolds, expiresAt, listener }),
    };
  }

  #tokenOf({ token: name }: Identity): string | undefined {
    return name === undefined ? undefined : this.#rules.tokens.get(name);
  }

  /** With what a caller works: its own key, or what its role may do with the server's. */
  #permitted(
    { token, roles }: Identity,
    own: string | undefined,
  ): { readonly role: Role | undefined; readonly authorization: string | undefined } | Refusal {
    const { policy } = this.#rules;
    if (own !== undefined) return { role: undefined, authorization: own };
    const role = policy && roleIn(policy, token, roles);
    const isKnown = token !== undefined || roles !== undefined;
    // Callers nobody knows are answered as where the server has no key: the schema can be read without one.
    if (policy && !role) return isKnown ? noRole : { role, authorization: undefined };
    const roleKey = this.#grants?.keyOf(role);
    return { role, authorization: roleKey === undefined ? undefined : `Bearer ${roleKey}` };
  }

  #grantsOf({ heldKey, policy }: AccessRules): KeyGrants | undefined {
    if (heldKey === undefined || !(policy || this.#parts.replacesKey)) return undefined;
    const { limits } = this.#parts;
    return new KeyGrants(heldKey, this.#firstKey ?? heldKey, policy?.roles.values(), limits);
  }
}

/** The role of a caller: that of its token, or the first one in the file that its identity provider gives it. */
function roleIn(policy: Policy, token: string | undefined, roles: readonly string[] = []) {
  const named = token === undefined ? undefined : policy.callers.get(token);
  const [, given] = [...policy.roles].find(([name]) => roles.includes(name)) ?? [];
  return named ?? given ?? policy.defaultRole;
}

/** As much of a key's hash as tells callers apart in a log. */
const shortNameOf = (apiKey: string) => credentialOf(apiKey).slice(0, 12);

/** Longer subjects would only fill the log. */
const MAX_NAME = 200;

const identityOf = ({ subject, roles, expiresAt }: VerifiedToken): Identity => ({
  caller: `user:${subject.slice(0, MAX_NAME)}`,
  roles,
  expiresAt,
});
