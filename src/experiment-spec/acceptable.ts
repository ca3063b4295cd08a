import type { z } from 'zod';
import { isMissing, pathOf } from './issues.ts';

type Path = readonly (string | number)[];
type Container = Record<string | number, unknown>;

/** Rounds of removing: what is missing can take what is around it with it, level by level. */
const ROUNDS = 20;
/** Stands for a name that is missing, so that everything else can be checked. */
const PLACEHOLDER = 'placeholder';

/**
 * A value without what a shape refuses of it, so that what remains can be checked too. A list with an item that is
 * refused is taken out as a whole, as the places of its other items would change.
 * @returns undefined where nothing remains
 */
export function acceptable<Content>(
  shape: z.ZodType<Content>,
  value: unknown,
): Content | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // A copy in which no part is at two places, as it can be by the aliases of YAML.
  const left = JSON.parse(JSON.stringify(value)) as Container;
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = shape.safeParse(left);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const path = pathOf(issue);
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) remove(left, [...path, key]);
      } else if (!isMissing(issue)) remove(left, path);
      else if (path.length > 1) remove(left, path.slice(0, -1));
      else if (path[0] !== undefined) left[path[0]] = PLACEHOLDER;
    }
  }
  return undefined;
}

function remove(root: Container, path: Path): void {
  const around = path.slice(0, -1);
  const last = path.at(-1);
  const container = around.reduce<unknown>((value, part) => (value as Container)?.[part], root);
  if (last === undefined || typeof container !== 'object' || container === null) return;
  if (Array.isArray(container)) remove(root, around);
  else Reflect.deleteProperty(container, last);
}

/** True for a problem that a shape has already: one of an object with a misspelt property, or of a value that was removed. */
export const follows = (
  { path }: { readonly path: readonly PropertyKey[] },
  issues: readonly z.core.$ZodIssue[],
): boolean => issues.some((issue) => pathOf(issue).join('.') === path.join('.'));
