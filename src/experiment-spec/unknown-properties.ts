import { isFields } from './fields.ts';
import { isLegacyKind } from './metric-shape.ts';
import { noSuchProperty } from './misspelt.ts';
import type { Place } from './places/place.ts';
import { specPlaces } from './places/spec-places.ts';
import type { SpecProblem } from './problem.ts';
import type { Spec } from './shape.ts';

type Path = SpecProblem['path'];

/**
 * Properties in the parts of a spec in PostHog's own form that PostHog's contract does not name, and objects and lists
 * that are something else. What PostHog has stored at such a place is no problem: a newer PostHog can know more.
 * @param stored the spec of the experiment as it is stored; null where there is none
 */
export function unknownProperties(
  spec: Partial<Spec>,
  stored: Partial<Spec> | null,
): SpecProblem[] {
  const names = Object.keys(specPlaces) as (keyof typeof specPlaces)[];
  const known = new Set<string>();
  for (const name of names) addPlaces(known, stored?.[name], [name]);
  return names.flatMap((name) => problemsAt(specPlaces[name], spec[name], [name], known));
}

function problemsAt(
  place: Place,
  value: unknown,
  path: Path,
  known: ReadonlySet<string>,
): SpecProblem[] {
  if (value == null) return [];
  const { properties, items, choices } = place;
  const wrong = (code: SpecProblem['code'], message: string): SpecProblem[] =>
    known.has(placeWith(path, value)) ? [] : [{ path, code, message }];
  if (items)
    return Array.isArray(value)
      ? value.flatMap((item, index) => problemsAt(items, item, [...path, index], known))
      : wrong('INVALID_TYPE', 'It must be a list.');
  if (properties) {
    if (!isFields(value)) return wrong('INVALID_TYPE', 'It must be an object.');
    if (isLegacyKind(value['kind'])) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const at = [...path, name];
      if (Object.hasOwn(properties, name)) return problemsAt(properties[name]!, inner, at, known);
      if (known.has(placeOf(at))) return [];
      const message = noSuchProperty(name, Object.keys(properties));
      return [{ path: at, code: 'UNRECOGNIZED_KEYS' as const, message }];
    });
  }
  if (choices && !choices.some((choice) => choice === value))
    return wrong('INVALID_VALUE', `It must be one of ${choices.join(', ')}.`);
  return [];
}

/** Notes each place that has a value, and the value unless it is an object. */
function addPlaces(known: Set<string>, value: unknown, path: Path): void {
  if (value === undefined) return;
  known.add(placeOf(path));
  if (!isFields(value)) known.add(placeWith(path, value));
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value))
    addPlaces(known, inner, [...path, Array.isArray(value) ? Number(name) : name]);
}

/** A place as it is in every metric: items change their places, and metrics become secondary ones. */
const placeOf = (path: Path): string =>
  JSON.stringify(
    path.map((part, index) => {
      if (typeof part === 'number') return '*';
      return index === 0 && part === 'secondaryMetrics' ? 'metrics' : part;
    }),
  );

const placeWith = (path: Path, value: unknown): string =>
  `${placeOf(path)} ${Array.isArray(value) ? 'list' : JSON.stringify(value)}`;
