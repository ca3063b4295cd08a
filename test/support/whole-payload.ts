import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

function isFree({ args, extensions: { upstream } }: Field): boolean {
  const needsCall = upstream !== undefined && !('detail' in upstream && !('calls' in upstream));
  return !needsCall && !args.some(({ type }) => isNonNullType(type));
}

const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields()).filter(isFree);

/**
 * A selection of everything that a type has, down to `depth` levels of objects: the fields without required arguments
 * that cost no call of their own, beside the detail of an object.
 */
export function everythingOf(schema: GraphQLSchema, typeName: string, depth: number): string {
  const type = schema.getType(typeName)!;
  if (!isAbstractType(type)) return selectionOf(schema, type as GraphQLObjectType, depth);
  const members = schema.getPossibleTypes(type);
  const typesOf = Map.groupBy(members.flatMap(fieldsOf), ({ name }) => name);
  const differs = ({ name }: Field) =>
    new Set(typesOf.get(name)?.map((field) => String(field.type))).size > 1;
  const parts = members.map((member) => {
    const alias = (field: Field) => (differs(field) ? `${member.name}_${field.name}: ` : '');
    return `... on ${member.name} { ${selectionOf(schema, member, depth, alias)} }`;
  });
  return ['__typename', ...parts].join(' ');
}

function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  depth: number,
  alias: (field: Field) => string = () => '',
): string {
  const fields = fieldsOf(type).flatMap((field) => {
    const named = getNamedType(field.type);
    const name = alias(field) + field.name;
    if (isLeafType(named)) return [name];
    return depth > 0 ? [`${name} { ${everythingOf(schema, named.name, depth - 1)} }`] : [];
  });
  return ['__typename', ...fields].join(' ');
}
