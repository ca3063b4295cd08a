import { GraphQLScalarType } from 'graphql';

/** A reference as far as it can name anything: those of its fields that hold one text, number or truth value. */
export type KeyFields = Readonly<Record<string, string | number | boolean>>;

/**
 * What another subgraph sends is any JSON. Keys are flat, so that everything else of it is left out here,
 * however deep it is and whatever it is called; of what is no object nothing is left.
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

/** The scalar of references, as the federation specification names it. */
export const AnyScalar = new GraphQLScalarType<KeyFields>({
  name: '_Any',
  description: 'A reference to an object: its `__typename` and the fields of one of its keys.',
  parseValue: keyFieldsOf,
});
