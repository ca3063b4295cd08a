import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** The parts of the schema that a client's normalized cache needs, by name. */
interface CacheShape {
  readonly possibleTypes: Names;
  readonly entityTypes: readonly string[];
  readonly embeddedTypes: readonly string[];
  readonly pagedFields: Readonly<Record<string, Names>>;
  readonly lookups: Readonly<Record<string, string>>;
  readonly keyedLists: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly deletions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Names = Readonly<Record<string, readonly string[]>>;
type Field = GraphQLField<unknown, unknown>;

const PAGE_ARGUMENTS = new Set(['first', 'after']);
/** Fields that identify values within a list when their type has no `id`. */
const LIST_KEYS = ['key', 'date', 'action', 'metricUuid'];

/** For each constant, its type and its comment in the generated file. */
const constants: Readonly<Record<keyof CacheShape, readonly [type: string, text: string]>> = {
  possibleTypes: ['Record<string, string[]>', 'The object types of each interface and union.'],
  entityTypes: [
    'readonly string[]',
    'Types with a globally unique `id`: one cache entry per object, wherever it appears.',
  ],
  embeddedTypes: [
    'readonly string[]',
    'Types without an `id`: values that belong to the object they were read from.',
  ],
  pagedFields: [
    'Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>',
    'Paginated fields of each type, with the arguments that select a different list.',
  ],
  lookups: [
    'Readonly<Record<string, string>>',
    'Fields of Query that look up an object by `id`, and its type.',
  ],
  keyedLists: [
    'Readonly<Record<string, Readonly<Record<string, string>>>>',
    'Fields of each type that list values, with the field that identifies a value within its list.',
  ],
  deletions: [
    'Readonly<Record<string, Readonly<Record<string, string>>>>',
    'Fields of each type with the `id` of an object that was deleted, and its type.',
  ],
};

/** `packages/client/src/cache-shape.generated.ts`: the data that the client helpers in `packages/client` use. */
export function printCacheShape(schema: GraphQLSchema): string {
  const printed = Object.entries(cacheShape(schema)).map(([name, value]) => {
    const [type, text] = constants[name as keyof CacheShape];
    return `/** ${text} */\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;
  });
  return ['// Generated from the schema by `npm run contracts`.\n', ...printed].join('\n');
}

function cacheShape(schema: GraphQLSchema): CacheShape {
  const roots = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ].filter((type) => type != null);
  // Names that start with an underscore belong to GraphQL introspection and Federation.
  const types = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('_'))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const objects = types.filter(isObjectType);
  const values = objects.filter((type) => !roots.includes(type));
  return {
    possibleTypes: Object.fromEntries(
      types
        .filter(isAbstractType)
        .map((type) => [type.name, namesOf(schema.getPossibleTypes(type))]),
    ),
    entityTypes: namesOf(values.filter(isEntity)),
    embeddedTypes: namesOf(values.filter((type) => !isEntity(type))),
    pagedFields: ofFields(objects, pagedBy),
    lookups: ofFields([schema.getQueryType()!], lookedUp)['Query'] ?? {},
    keyedLists: ofFields(values, listKey),
    deletions: ofFields(values, ({ extensions }) => extensions.deletes),
  };
}

/** Applies `read` to the fields of each type; omits fields and types for which it returns nothing. */
function ofFields<Found>(
  types: readonly GraphQLObjectType[],
  read: (field: Field) => Found | undefined,
): Record<string, Record<string, Found>> {
  const entries = types.flatMap((type) => {
    const found = Object.values(type.getFields()).flatMap((field) => {
      const one = read(field);
      return one === undefined ? [] : [[field.name, one] as const];
    });
    return found.length === 0 ? [] : [[type.name, Object.fromEntries(found)] as const];
  });
  return Object.fromEntries(entries);
}

function pagedBy({ args, type }: Field): string[] | undefined {
  const page = getNullableType(type);
  if (!isObjectType(page) || page.getFields()['pageInfo'] === undefined) return undefined;
  return args
    .map(({ name }) => name)
    .filter((name) => !PAGE_ARGUMENTS.has(name))
    .sort();
}

function lookedUp({ args, type }: Field): string | undefined {
  const found = getNullableType(type);
  const takesId = args.some(({ name }) => name === 'id');
  return takesId && isObjectType(found) && isEntity(found) ? found.name : undefined;
}

function listKey({ type }: Field): string | undefined {
  const item = getNamedType(type);
  if (!isListType(getNullableType(type)) || !isObjectType(item) || isEntity(item)) return undefined;
  const fields = item.getFields();
  return LIST_KEYS.find((name) => {
    // A key that cannot be read is null: the values of such a list are replaced and not merged.
    const key = getNullableType(fields[name]?.type);
    return isScalarType(key) || isEnumType(key);
  });
}

const isEntity = (type: GraphQLObjectType) => type.getFields()['id'] !== undefined;

const namesOf = (types: readonly { readonly name: string }[]) =>
  types.map(({ name }) => name).sort();
