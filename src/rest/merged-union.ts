import type { JsonSchema, OpenApiDocument } from '../posthog/api/openapi.ts';

/** A union of more members than this is described as one object. */
const MANY = 8;

/**
 * A union of many objects that share most of their properties, as one object with all of them. Generators write a union out
 * wherever it is used, and twenty members in several hundred places make clients of many megabytes.
 * @returns the schema itself if it is no such union
 */
export function mergedUnion(schema: JsonSchema, contract: OpenApiDocument): JsonSchema {
  const { anyOf, ...rest } = schema;
  if (anyOf === undefined || anyOf.length <= MANY) return schema;
  const members = anyOf.map((member) => contract.resolve(member));
  if (!members.every(({ properties }) => properties)) return schema;
  const names = new Set(members.flatMap(({ properties = {} }) => Object.keys(properties)));
  const required = [...names].filter((name) =>
    members.every((member) => member.required?.includes(name)),
  );
  return {
    ...rest,
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(
      [...names].map((name) => [
        name,
        merged(
          members.flatMap(({ properties = {} }) =>
            name in properties ? [properties[name] ?? {}] : [],
          ),
        ),
      ]),
    ),
  };
}

/** One schema for a property that members describe differently. */
function merged(alternatives: readonly JsonSchema[]): JsonSchema {
  const [first = {}] = alternatives;
  const options = distinct(alternatives.flatMap((one) => one.anyOf ?? [one]).map(withoutText));
  const texts = options.filter(isText);
  const others = options.filter((one) => !isText(one));
  const values = texts.map(({ enum: all, const: one }) => all ?? (one === undefined ? [] : [one]));
  // A text without a list of values admits those with one.
  const text: readonly JsonSchema[] =
    texts.length === 0
      ? []
      : [
          {
            type: 'string',
            ...(values.every((list) => list.length > 0) && { enum: [...new Set(values.flat())] }),
          },
        ];
  const all = [...others, ...text];
  const [only] = all;
  const description = first.description === undefined ? {} : { description: first.description };
  return all.length === 1 && only ? { ...only, ...description } : { anyOf: all, ...description };
}

const isText = ({ type }: JsonSchema) => type === 'string';

const withoutText = ({
  description: _text,
  default: _default,
  ...schema
}: JsonSchema): JsonSchema => schema;

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...new Map(schemas.map((one) => [JSON.stringify(one), one])).values()];
}
