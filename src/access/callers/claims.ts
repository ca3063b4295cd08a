import { asObject, type JsonObject } from '../../posthog/api/json.ts';

/** A claim that a token must have: `email_verified=true`, or only its name for any value. */
export interface RequiredClaim {
  readonly name: string;
  /** Undefined for any value. */
  readonly value: string | undefined;
}

/**
 * The values of a claim as texts: those of a list, or the words of a text, as scopes are written.
 * @param name the name of the claim, or a path into it such as `realm_access.roles`
 */
export function valuesOf(claims: JsonObject, name: string): readonly string[] {
  const value = claimAt(claims, name);
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'string') return value.split(' ').filter(Boolean);
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

/** Names of claims may have dots themselves, as in `https://example.com/roles`. */
function claimAt(claims: JsonObject, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, part) => {
    const object = asObject(value);
    return Object.hasOwn(object, part) ? object[part] : undefined;
  }, claims);
}

/** The first claim that is missing or has another value; undefined when there is none. */
export function missingClaim(
  claims: JsonObject,
  required: readonly RequiredClaim[],
): RequiredClaim | undefined {
  return required.find(({ name, value }) => {
    const values = valuesOf(claims, name);
    return value === undefined ? values.length === 0 : !values.includes(value);
  });
}
