import { nameInRef, type JsonSchema } from '../posthog/api/openapi.ts';
import type { Document } from './document.ts';

/** What a schema allows, with references followed and unions and `allOf` flattened. */
export interface Shape {
  /** Name of the component it refers to; undefined for a schema written in place. */
  readonly name: string | undefined;
  /** JSON types, `null` among them; empty when the schema does not say. */
  readonly types: ReadonlySet<string>;
  /** Words of enums and constants; empty when any value is allowed. */
  readonly words: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, JsonSchema>;
  readonly required: ReadonlySet<string>;
  readonly items: JsonSchema | undefined;
  readonly values: JsonSchema | undefined;
}

/** Flattens a schema of a document one level deep. */
export function shapeOf(source: Document, schema: JsonSchema): Shape {
  const types = new Set<string>();
  const words = new Set<string>();
  const properties = new Map<string, JsonSchema>();
  const required = new Set<string>();
  const seen = new Set<JsonSchema>();
  let name: string | undefined;
  let items: JsonSchema | undefined;
  let values: JsonSchema | undefined;

  const take = (one: JsonSchema, isAlternative: boolean): void => {
    if (seen.has(one)) return;
    seen.add(one);
    if (one.$ref !== undefined) {
      const target = source.components?.schemas?.[nameInRef(one.$ref)];
      name ??= nameInRef(one.$ref);
      if (target) take(target, isAlternative);
      return;
    }
    for (const type of [one.type ?? []].flat()) types.add(type);
    if (one['nullable'] === true) types.add('null');
    for (const word of [one.enum ?? [], one.const ?? []].flat()) addWord(word, types, words);
    for (const [property, inner] of Object.entries(one.properties ?? {})) {
      // Two alternatives may both have a property: it then allows what either allows.
      const known = properties.get(property);
      properties.set(property, known && known !== inner ? { anyOf: [known, inner] } : inner);
    }
    if (!isAlternative) for (const property of one.required ?? []) required.add(property);
    items ??= one.items;
    if (typeof one.additionalProperties === 'object') values ??= one.additionalProperties;
    for (const inner of (one['allOf'] as readonly JsonSchema[] | undefined) ?? [])
      take(inner, isAlternative);
    for (const inner of one.anyOf ?? one.oneOf ?? []) take(inner, true);
  };
  take(schema, false);
  return { name, types, words, properties, required, items, values };
}

/** Empty words and null only say that a value may be missing. */
function addWord(word: unknown, types: Set<string>, words: Set<string>): void {
  if (word === null) types.add('null');
  else if (typeof word === 'string' && word !== '') words.add(word);
}
