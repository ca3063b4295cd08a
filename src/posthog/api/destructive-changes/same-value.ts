import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../json.ts';

/** True for an empty value: null, undefined, or an empty string, list or object. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every((inner) => isEmpty(inner));
}

/** Equality as PostHog stores values: neither the order of keys nor keys with empty values matter. */
export const isSameValue = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(plain(one), plain(other));

function plain(value: unknown): unknown {
  if (isEmpty(value)) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  const said = Object.entries(value).filter(([, inner]) => !isEmpty(inner));
  return Object.fromEntries(said.map(([name, inner]) => [name, plain(inner)]));
}

/** The object without some of its keys. */
export const without = (row: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
