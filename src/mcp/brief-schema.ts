import type { Tool } from '@modelcontextprotocol/server';
import { insideDescription } from '../posthog/api/arguments/descriptions.ts';
import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';

/**
 * Keywords that help a model to choose a value, and that every model provider accepts. The other keywords are still
 * checked, against the full schema.
 */
const listedKeywords = ['default', 'minimum', 'maximum', 'maxItems'] as const;

interface Brevity {
  /** Number of nesting levels whose properties are listed; deeper objects are only `type: object`. */
  readonly depth: number;
  /** Whether null is listed as a value, because it has a meaning of its own: it clears a field of an existing object. */
  readonly listsNull: boolean;
}

interface Listing extends Brevity {
  /** Name of the property, from which the type of a value is known that the contract leaves open. */
  readonly name: string;
  /** Schemas of the contract whose properties are listed in this argument already; they are listed once. */
  readonly known: Set<string>;
}

/**
 * A schema without references and unions, short enough to be listed with seventy others: types, choices, names and
 * required fields, to the given depth. Each node has one type, because some model providers support nothing else.
 */
function brief(
  schema: JsonSchema,
  contract: OpenApiDocument,
  { depth: levels, ...listing }: Listing,
): JsonSchema {
  const { known, name, listsNull } = listing;
  const branches = branchesOf(schema, contract);
  const [first = {}, ...others] = branches.filter(({ type }) => type !== 'null');
  const plain = others.length > 0 ? common([first, ...others]) : first;
  const nullable = branches.length > 1 + others.length || typesOf(first).includes('null');
  const { $ref } = schema;
  const depth = $ref !== undefined && known.has($ref) ? 0 : levels;
  if ($ref !== undefined && depth > 0) known.add($ref);
  const type = typeOf(plain) ?? (name === 'properties' ? 'object' : 'string');
  const choices = type === 'string' ? choicesOf(plain) : [];
  return {
    type,
    ...(nullable && listsNull && { nullable: true }),
    ...(choices.length > 0 && { enum: choices }),
    ...Object.fromEntries(
      listedKeywords.flatMap((keyword) =>
        plain[keyword] == null ? [] : [[keyword, plain[keyword]]],
      ),
    ),
    ...(type === 'array' && {
      items: brief(plain.items ?? {}, contract, { ...listing, depth }),
    }),
    ...(type === 'object' &&
      depth > 0 &&
      inside(plain, contract, { ...listing, depth: depth - 1 })),
  };
}

/**
 * Like `brief`, for a tool's arguments: every name is listed with its description, and the required ones.
 * @param schema the full schema of the arguments; each has a description
 */
export function briefArguments(
  schema: JsonSchema,
  contract: OpenApiDocument,
  brevity: Brevity,
): Tool['inputSchema'] {
  const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => {
    const listed = brief(one, contract, { ...brevity, name, known: new Set() });
    const about = firstSentence(one.description ?? contract.resolve(one).description ?? '');
    const clears = listed['nullable'] === true ? ' Null clears it.' : '';
    return [name, { ...listed, description: `${about}${clears}` }];
  });
  const listed = {
    type: 'object',
    properties: Object.fromEntries(properties) as Record<string, JsonSchema>,
    ...(schema.required && { required: schema.required }),
    ...(schema.additionalProperties === false && { additionalProperties: false }),
  };
  // The schema comes from JSON files, so it is JSON, which the SDK's types require.
  return listed as Tool['inputSchema'];
}

function inside(plain: JsonSchema, contract: OpenApiDocument, listing: Listing): JsonSchema {
  if (!plain.properties) return {};
  const properties = Object.entries(plain.properties).filter(([, one]) => !one.readOnly);
  return {
    properties: Object.fromEntries(
      properties.map(([name, one]) => {
        const description = insideDescription(name) ?? one.description;
        const listed = brief(one, contract, { ...listing, name });
        return [name, description === undefined ? listed : { ...listed, description }];
      }),
    ),
    ...(plain.required && plain.required.length > 0 && { required: plain.required }),
  };
}

/** A schema without references and unions: the schemas it may stand for. */
function branchesOf(schema: JsonSchema, contract: OpenApiDocument): JsonSchema[] {
  const resolved = contract.resolve(schema);
  const union = resolved.anyOf ?? resolved.oneOf;
  return union ? union.flatMap((branch) => branchesOf(branch, contract)) : [resolved];
}

/** One schema for several: of choices all of them, of objects none of the properties, and text where text is allowed. */
function common(branches: readonly JsonSchema[]): JsonSchema {
  const texts = branches.filter((branch) => typeOf(branch) === 'string');
  if (texts.length > 0) {
    const isChoice = texts.every((text) => text.enum ?? 'const' in text);
    return { type: 'string', ...(isChoice && { enum: texts.flatMap(choicesOf) }) };
  }
  const type = typeOf(branches[0] ?? {});
  return type === undefined ? {} : { type };
}

/** The values of a closed choice. The empty string is left out, because providers refuse it: it can still be sent. */
function choicesOf(schema: JsonSchema): readonly string[] {
  const values = schema.enum ?? ('const' in schema ? [schema.const] : []);
  return values.filter((one): one is string => typeof one === 'string' && one !== '');
}

const typesOf = ({ type }: JsonSchema): readonly string[] =>
  type === undefined ? [] : [type].flat();

function typeOf(schema: JsonSchema): string | undefined {
  const [type] = typesOf(schema).filter((one) => one !== 'null');
  if (type !== undefined) return type;
  const value = schema.enum?.[0] ?? schema.const;
  if (value !== undefined && value !== null) return typeof value;
  if (schema.properties) return 'object';
  return schema.items ? 'array' : undefined;
}

const firstSentence = (text: string): string =>
  /^.*?[.;](?=\s|$)|^.*$/s.exec(text)?.[0].replace(/;$/, '.') ?? '';
