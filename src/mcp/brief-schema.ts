import type { Tool } from '@modelcontextprotocol/server';
import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';

/** Keywords that help a model to choose a value. The other keywords are still checked, against the full schema. */
const listedKeywords = ['enum', 'const', 'default', 'minimum', 'maximum', 'maxItems'] as const;

interface Brevity {
  /** Number of nesting levels whose properties are listed; deeper objects are only `type: object`. */
  readonly depth: number;
  readonly described: boolean;
  /** Whether null is listed as a type, because it has a meaning of its own: it clears a field of an existing object. */
  readonly listsNull: boolean;
}

interface Listing extends Brevity {
  /** Schemas of the contract whose properties are listed in this argument already; they are listed once. */
  readonly known: Set<string>;
}

/**
 * A schema without references, short enough to be listed with seventy others: types, choices, names
 * and required fields, to the given depth. Each `type` is a single one, because some model providers
 * support nothing else; of several types the first is listed.
 */
function brief(
  schema: JsonSchema,
  contract: OpenApiDocument,
  { depth: levels, described, listsNull, known }: Listing,
): JsonSchema {
  const { plain, nullable } = withoutNull(contract.resolve(schema), contract);
  const { $ref } = schema;
  const depth = $ref !== undefined && known.has($ref) ? 0 : levels;
  if ($ref !== undefined && depth > 0) known.add($ref);
  const listed = Object.fromEntries(
    listedKeywords.flatMap((keyword) =>
      plain[keyword] === undefined ? [] : [[keyword, plain[keyword]]],
    ),
  );
  const [type] = typesOf(plain);
  const value = {
    ...(type !== undefined && { type }),
    ...listed,
    ...inside(plain, contract, { depth, listsNull, known }),
  };
  const description = described
    ? firstSentence(schema.description ?? plain.description)
    : undefined;
  return {
    ...(nullable && listsNull ? { anyOf: [value, { type: 'null' }] } : value),
    ...(description !== undefined && { description }),
  };
}

/** Like `brief`, for a tool's arguments: every name is listed, with the required ones. */
export function briefArguments(
  schema: JsonSchema,
  contract: OpenApiDocument,
  brevity: Brevity,
): Tool['inputSchema'] {
  const properties = Object.entries(schema.properties ?? {});
  const listed = {
    type: 'object',
    properties: Object.fromEntries(
      properties.map(([name, one]) => [
        name,
        brief(one, contract, { ...brevity, known: new Set() }),
      ]),
    ),
    ...(schema.required && { required: schema.required }),
  };
  // The schema comes from JSON files, so it is JSON, which the SDK's types require.
  return listed as Tool['inputSchema'];
}

function inside(
  plain: JsonSchema,
  contract: OpenApiDocument,
  { depth, listsNull, known }: Omit<Listing, 'described'>,
): JsonSchema {
  const nested = (schema: JsonSchema, levels: number) =>
    brief(schema, contract, { depth: levels, described: false, listsNull, known });
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

/** The contract declares "or null" as a union with two branches, or as a second type. */
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
