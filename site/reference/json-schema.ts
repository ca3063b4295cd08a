import { code, jsonCode } from './text.ts';

/** A schema of an OpenAPI document or of a tool, as far as the reference shows it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
}

/**
 * The type of a schema in a few words.
 * @param link Markdown for a schema that is described elsewhere, by its name
 */
export function typeOf(schema: JsonSchema, link: (name: string) => string = code): string {
  const { $ref, items, anyOf, oneOf, type, format } = schema;
  if ($ref !== undefined) return link($ref.replace(/^.*\//, ''));
  if (schema.const !== undefined) return jsonCode(schema.const);
  if (schema.enum) return schema.enum.map(jsonCode).join(', ');
  const choices = anyOf ?? oneOf;
  if (choices) return [...new Set(choices.map((one) => typeOf(one, link)))].join(' or ');
  if (items) return `list of ${typeOf(items, link)}${type === 'array' ? '' : ' or null'}`;
  const names = [type ?? 'any value'].flat().join(' or ');
  return format === undefined ? names : `${names} (${format})`;
}

/** The bounds of a value in words, each a sentence; empty when there are none. */
export function boundsOf(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema;
  const bounds = [
    ['At least', minimum, ''],
    ['At most', maximum, ''],
    ['At least', minLength, ' characters'],
    ['At most', maxLength, ' characters'],
    ['At least', minItems, ' entries'],
    ['At most', maxItems, ' entries'],
  ] as const;
  return [
    ...bounds.flatMap(([words, value, unit]) =>
      value === undefined ? [] : [`${words} ${value}${unit}.`],
    ),
    ...(pattern === undefined ? [] : [`Matches ${code(pattern)}.`]),
    ...(schema.readOnly ? ['Only in answers.'] : []),
    ...(schema.writeOnly ? ['Only in requests.'] : []),
  ].join(' ');
}
