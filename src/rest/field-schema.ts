import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';

const SCALARS = new Set(['string', 'integer', 'number', 'boolean']);
const BOUNDS = ['maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'];

/** The part of a body field's schema that the framework checks. It excludes the properties of objects, which PostHog parses
 * itself. */
export type FieldSchema = JsonSchema & { readonly type?: string | readonly string[] };

/** The constraints of a field for which the framework's messages are known; `{}` if there are none. */
export function fieldSchema(declared: JsonSchema, contract: OpenApiDocument): FieldSchema {
  const { nullable, schema } = withoutNull(declared, contract);
  const type = singleType(schema);
  const isList = type === 'array';
  if (!isList && !SCALARS.has(type ?? '')) return {};
  // An invalid choice gets the message for choices, whatever the value's type.
  if (schema.enum) return { enum: nullable ? [...schema.enum, null] : schema.enum };
  const constraints = Object.entries(schema).filter(([keyword]) => BOUNDS.includes(keyword));
  return {
    type: nullable ? [type ?? '', 'null'] : (type ?? ''),
    ...(schema['format'] === 'date-time' && { format: 'date-time' }),
    ...(isList && schema.items && { items: fieldSchema(schema.items, contract) }),
    ...Object.fromEntries(constraints),
  };
}

/** A schema without null, which the contract declares as a second type or as a branch next to a reference. */
function withoutNull(
  declared: JsonSchema,
  contract: OpenApiDocument,
): { nullable: boolean; schema: JsonSchema } {
  const schema = contract.resolve(declared);
  const branches = schema.anyOf ?? [];
  const [only, ...others] = branches.filter((branch) => branch.type !== 'null');
  if (only && others.length === 0) {
    return { nullable: branches.length > 1, schema: contract.resolve(only) };
  }
  return { nullable: Array.isArray(schema.type) && schema.type.includes('null'), schema };
}

/** The only type besides null; undefined when there are several or none is declared. */
function singleType({ type, enum: values }: JsonSchema): string | undefined {
  if (type === undefined)
    return values?.every((one) => typeof one === 'string') ? 'string' : undefined;
  const types = [type].flat().filter((one) => one !== 'null');
  return types.length === 1 ? types[0] : undefined;
}
