import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';

const SCALARS = new Set(['string', 'integer', 'number', 'boolean']);
const BOUNDS = ['maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'];

/** One field of a body as far as the framework checks it: not inside objects, which PostHog reads by itself. */
export type FieldSchema = JsonSchema & { readonly type?: string | readonly string[] };

/** What of a field's schema can be said in the framework's words; `{}` where nothing can. */
export function fieldSchema(declared: JsonSchema, contract: OpenApiDocument): FieldSchema {
  const { nullable, schema } = withoutNull(declared, contract);
  const type = singleType(schema);
  const isList = type === 'array';
  if (!isList && !SCALARS.has(type ?? '')) return {};
  // A choice is refused as a choice, whatever type the value has.
  if (schema.enum) return { enum: nullable ? [...schema.enum, null] : schema.enum };
  const kept = Object.entries(schema).filter(([keyword]) => BOUNDS.includes(keyword));
  return {
    type: nullable ? [type ?? '', 'null'] : (type ?? ''),
    ...(schema['format'] === 'date-time' && { format: 'date-time' }),
    ...(isList && schema.items && { items: fieldSchema(schema.items, contract) }),
    ...Object.fromEntries(kept),
  };
}

/** A schema without its null, which the contract writes as a second type or as a branch beside a reference. */
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

/** The one type beside null; undefined when there are several or none is said. */
function singleType({ type, enum: values }: JsonSchema): string | undefined {
  if (type === undefined)
    return values?.every((one) => typeof one === 'string') ? 'string' : undefined;
  const types = [type].flat().filter((one) => one !== 'null');
  return types.length === 1 ? types[0] : undefined;
}
