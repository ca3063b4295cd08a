import { GraphQLScalarType } from 'graphql';

/** The fields of a reference that can be part of a key: strings, numbers and booleans. */
export type KeyFields = Readonly<Record<string, string | number | boolean>>;

/**
 * Another subgraph can send arbitrary JSON. Keys are flat, so everything else is dropped here,
 * however deep it is and whatever it is called; a value that is not an object yields no fields.
 */
function keyFieldsOf(reference: unknown): KeyFields {
  const fields: Record<string, string | number | boolean> = Object.create(null);
  if (typeof reference !== 'object' || reference === null || Array.isArray(reference))
    return fields;
  for (const [name, value] of Object.entries(reference)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      fields[name] = value;
  }
  return fields;
}

/** The scalar type of references, named by the federation specification. */
export const AnyScalar = new GraphQLScalarType<KeyFields>({
  name: '_Any',
  description: 'A reference to an object: its `__typename` and the fields of one of its keys.',
  parseValue: keyFieldsOf,
});
