type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Texts for people; clients do not depend on them. */
const PROSE: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'version',
]);

/** Names an item of a list: parameters by name and place, tools by name, anything else by itself. */
const nameOf = (item: Json): string =>
  typeof item === 'object' && item !== null && 'name' in item
    ? [item['name'], item['in']].filter((part) => typeof part === 'string').join(' in ')
    : typeof item === 'string'
      ? item
      : JSON.stringify(item);

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const SHARED = /^#\/components\/(responses|headers)\/(.+)$/;

/** An OpenAPI document with its shared responses and headers written out where they are used: clients read them alike. */
export function writtenOut(document: Json): Json {
  const components = isObject(document) ? document['components'] : undefined;
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    const { $ref } = value;
    const [, kind = '', name = ''] = (typeof $ref === 'string' && SHARED.exec($ref)) || [];
    const group = isObject(components) ? components[kind] : undefined;
    const shared = isObject(group) ? group[name] : undefined;
    if (shared !== undefined) return visit(shared);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(document);
}

/**
 * What clients of a released description (JSON Schema, OpenAPI, a list of MCP tools) can no longer rely on: what is
 * missing, has another value, or is required where it was not. Texts may change, and things may be added.
 */
export function jsonBreaks(released: Json, current: Json | undefined, path = ''): string[] {
  if (current === undefined) return [`${path} is missing`];
  if (Array.isArray(released) && Array.isArray(current)) return listBreaks(released, current, path);
  if (!isObject(released) || !isObject(current)) {
    return Object.is(released, current)
      ? []
      : [`${path} was ${JSON.stringify(released)} and is ${JSON.stringify(current)}`];
  }
  const lost = Object.entries(released).flatMap(([name, value]) =>
    PROSE.has(name) && typeof value === 'string'
      ? []
      : jsonBreaks(value, current[name], `${path}/${name}`),
  );
  const demanded = 'required' in released ? [] : required(current['required'], path);
  return [...lost, ...demanded];
}

function listBreaks(released: readonly Json[], current: readonly Json[], path: string): string[] {
  const now = new Map(current.map((item) => [nameOf(item), item]));
  const before = new Set(released.map(nameOf));
  const added = current.filter((item) => !before.has(nameOf(item)));
  return [
    ...released.flatMap((item) =>
      jsonBreaks(item, now.get(nameOf(item)), `${path}/${nameOf(item)}`),
    ),
    ...(path.endsWith('/required') ? required(added, path) : []),
    ...added.flatMap((item) =>
      isObject(item) && item['required'] === true
        ? [`${path}/${nameOf(item)} is required now`]
        : [],
    ),
  ];
}

const required = (names: Json | undefined, path: string): string[] =>
  Array.isArray(names) ? names.map((name: Json) => `${path}: ${nameOf(name)} is required now`) : [];
