import type { JsonSchema } from '../../posthog/api/openapi.ts';
import { allowedBy } from './kinds.ts';
import { folded } from './near-misses.ts';

/**
 * The object schema of a union that a value was written for: the one whose fixed values (its kind) the
 * value has, in any case. Undefined when none fits; the first when several do.
 */
export function chosenBranch(
  branches: readonly JsonSchema[],
  given: Readonly<Record<string, unknown>>,
  root: JsonSchema,
): JsonSchema | undefined {
  const objects = branches.filter(({ properties }) => properties);
  if (objects.length < 2) return objects[0];
  return objects.find(({ properties = {} }) =>
    Object.entries(properties).every(([name, schema]) => {
      const { choices } = allowedBy(schema, root);
      if (!choices || !Object.hasOwn(given, name)) return true;
      const value = given[name];
      return (
        value === null ||
        (typeof value === 'string' && choices.some((choice) => folded(choice) === folded(value)))
      );
    }),
  );
}
