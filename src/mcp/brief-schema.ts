import type { Contract, JsonSchema } from '../posthog/openapi.ts';

/** Keywords that tell a model what to send. The rest is checked all the same, against the full schema. */
const telling = ['type', 'enum', 'const', 'default', 'minimum', 'maximum', 'maxItems'] as const;

interface Brevity {
  /** How many levels of objects are spelled out; below them an object is just an object. */
  readonly depth: number;
  readonly described: boolean;
}

/**
 * A schema without references, short enough to be read with seventy others: types, choices, names
 * and required fields, to the given depth.
 */
export function brief(
  schema: JsonSchema,
  contract: Contract,
  { depth, described }: Brevity,
): JsonSchema {
  const { schema: plain, nullable } = withoutNull(contract.resolve(schema), contract);
  const told = Object.fromEntries(
    telling.flatMap((keyword) => (plain[keyword] === undefined ? [] : [[keyword, plain[keyword]]])),
  );
  const description = firstSentence(schema.description ?? plain.description);
  return {
    ...told,
    ...inside(plain, contract, depth),
    ...(nullable && typeof plain.type === 'string' && { type: [plain.type, 'null'] }),
    ...(nullable && plain.enum && { enum: [...plain.enum, null] }),
    ...(described && description !== undefined && { description }),
  };
}

function inside(plain: JsonSchema, contract: Contract, depth: number): JsonSchema {
  const nested = (schema: JsonSchema, levels: number) =>
    brief(schema, contract, { depth: levels, described: false });
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

/** The contract writes "or null" as a union with two branches. */
function withoutNull(schema: JsonSchema, contract: Contract) {
  const branches = schema.anyOf ?? [];
  const [only, ...others] = branches.filter(({ type }) => type !== 'null');
  const nullable = branches.some(({ type }) => type === 'null');
  return nullable && only && others.length === 0
    ? { schema: contract.resolve(only), nullable }
    : { schema, nullable: false };
}

const firstSentence = (text: string | undefined) =>
  text && /^.*?[.;](?=\s|$)|^.*$/s.exec(text)?.[0];
