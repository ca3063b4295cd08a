import type { Tool } from '@modelcontextprotocol/server';
import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';

/** Keywords that tell a model what to send. The rest is checked all the same, against the full schema. */
const telling = ['enum', 'const', 'default', 'minimum', 'maximum', 'maxItems'] as const;

interface Brevity {
  /** How many levels of objects are spelled out; below them an object is just an object. */
  readonly depth: number;
  readonly described: boolean;
  /** Whether null says something of its own: it empties a field of what is there already. */
  readonly nullTold: boolean;
}

/**
 * A schema without references, short enough to be read with seventy others: types, choices, names
 * and required fields, to the given depth. Every `type` is a single one, as some model providers
 * know no other; where several are taken the first is told.
 */
function brief(
  schema: JsonSchema,
  contract: OpenApiDocument,
  { depth, described, nullTold }: Brevity,
): JsonSchema {
  const { plain, nullable } = withoutNull(contract.resolve(schema), contract);
  const told = Object.fromEntries(
    telling.flatMap((keyword) => (plain[keyword] === undefined ? [] : [[keyword, plain[keyword]]])),
  );
  const [type] = typesOf(plain);
  const value = {
    ...(type !== undefined && { type }),
    ...told,
    ...inside(plain, contract, depth, nullTold),
  };
  const description = described
    ? firstSentence(schema.description ?? plain.description)
    : undefined;
  return {
    ...(nullable && nullTold ? { anyOf: [value, { type: 'null' }] } : value),
    ...(description !== undefined && { description }),
  };
}

/** The same for arguments side by side: every name stays, and which are required. */
export function briefArguments(
  schema: JsonSchema,
  contract: OpenApiDocument,
  brevity: Brevity,
): Tool['inputSchema'] {
  const properties = Object.entries(schema.properties ?? {});
  const told = {
    type: 'object',
    properties: Object.fromEntries(
      properties.map(([name, one]) => [name, brief(one, contract, brevity)]),
    ),
    ...(schema.required && { required: schema.required }),
  };
  // Read out of JSON files, so it is JSON; the types of the SDK want to hear it.
  return told as Tool['inputSchema'];
}

function inside(
  plain: JsonSchema,
  contract: OpenApiDocument,
  depth: number,
  nullTold: boolean,
): JsonSchema {
  const nested = (schema: JsonSchema, levels: number) =>
    brief(schema, contract, { depth: levels, described: false, nullTold });
  if (plain.items) return { items: nested(plain.items, depth) };
  if (depth <= 0) return plain.properties ? { type: 'object' } : {};
  const branches = plain.anyOf ?? plain.oneOf;
  if (branches) return { anyOf: branches.map((branch) => nested(branch, depth)) };
  if (!plain.properties) return {};
  const properties = Object.entries(plain.properties).filter(([, one]) => !one.readOnly);
  return {
    properties: Object.fromEntries(properties.map(([name, one]) => [name, nested(one, depth - 1)])),
    ...(plain.required && plain.required.length > 0 && { required: plain.required }),
  };
}

const typesOf = ({ type }: JsonSchema): readonly string[] =>
  type === undefined ? [] : [type].flat().filter((one) => one !== 'null');

/** The contract writes "or null" as a union with two branches, or as a second type. */
function withoutNull(schema: JsonSchema, contract: OpenApiDocument) {
  const branches = schema.anyOf ?? [];
  const [only, ...others] = branches.filter(({ type }) => type !== 'null');
  if (only && others.length === 0 && branches.length > 1) {
    return { plain: contract.resolve(only), nullable: true };
  }
  return { plain: schema, nullable: Array.isArray(schema.type) && schema.type.includes('null') };
}

const firstSentence = (text: string | undefined) =>
  text && /^.*?[.;](?=\s|$)|^.*$/s.exec(text)?.[0].replace(/;$/, '.');
