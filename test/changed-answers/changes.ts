export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Path = readonly (string | number)[];

/** The place of every value inside an answer, leaves and containers. */
export function placesIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([name, item]) => placesIn(item, [...path, name]));
  return path.length === 0 ? inner : [path, ...inner];
}

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    value,
  );

/** What a value is changed to; undefined leaves the key out. */
export const oddities = [
  null,
  'text',
  7,
  true,
  false,
  [],
  {},
  '',
  'a_word_of_a_newer_server',
  undefined,
] as const;

/** The number as text, which is a change that must not be seen. */
export const asText = (value: Json): Json => (typeof value === 'number' ? String(value) : value);

/** The JSON with another value at a path; the given one does not change. */
export function withValue(json: Json, path: Path, value: Json | undefined): Json {
  const copy = structuredClone(json);
  const name = path.at(-1)!;
  const holder = valueAt(copy, path.slice(0, -1)) as object;
  if (value === undefined && !Array.isArray(holder)) Reflect.deleteProperty(holder, name);
  else Reflect.set(holder, name, value ?? null);
  return copy;
}

/** The JSON with every leaf at or below a path replaced by another value of its kind. */
export function withOthers(json: Json, path: Path, kinds: (value: Json) => boolean): Json {
  return withValue(json, path, otherOf(valueAt(json, path) as Json, kinds));
}

function otherOf(value: Json, kinds: (value: Json) => boolean): Json {
  if (Array.isArray(value)) return value.map((item) => otherOf(item, kinds));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, otherOf(item, kinds)]),
    );
  }
  if (!kinds(value)) return value;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return value;
  const moment = Date.parse(value);
  return /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(moment)
    ? new Date(moment + 3_600_000).toISOString()
    : `${value}x`;
}
