import type { JsonObject } from './entities.ts';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or an empty one for any other value (an absent body, a list, text). */
export const objectOr = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The objects in a list; an empty list for any other value. */
export const objectsOf = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

export const stringOrNull = (value: unknown): string | null =>
  typeof value === 'string' ? value : null;

/** Equality as JSON, regardless of the order of keys. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}

/** Python's truth value of a JSON value, as in PostHog's `if data.get(…)`. */
export const isTruthy = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : isObject(value)
      ? Object.keys(value).length > 0
      : Boolean(value);
