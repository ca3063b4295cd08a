import type { Path } from './changes.ts';

const same = (one: unknown, other: unknown) => Object.is(one, other);
const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

/** The places where two answers differ: as deep as possible, and a container where it is missing in one. */
export function differences(before: unknown, after: unknown, path: Path = []): Path[] {
  if (!isContainer(before) || !isContainer(after)) return same(before, after) ? [] : [path];
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length)
    return [path];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differences(Reflect.get(before, name), Reflect.get(after, name), [
      ...path,
      Array.isArray(before) ? Number(name) : name,
    ]),
  );
}

/** True for the same place, or one inside of it. */
export const isWithin = (path: Path, place: Path): boolean =>
  place.length <= path.length && place.every((name, index) => path[index] === name);
