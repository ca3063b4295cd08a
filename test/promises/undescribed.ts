import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

interface Described {
  readonly description?: string | null | undefined;
}

type Coordinate = readonly [coordinate: string, described: Described];

/**
 * Coordinates (`Type.field(argument:)`) of everything in a schema without a description that ends
 * like a sentence.
 */
export function undescribed(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => [[type.name, type] as Coordinate, ...membersOf(type)])
    .filter(([, { description }]) => !/[.:!?…`)]$/.test(description?.trim() ?? ''))
    .map(([coordinate]) => coordinate);
}

function membersOf(type: GraphQLNamedType): Coordinate[] {
  if (isEnumType(type))
    return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    [`${type.name}.${field.name}`, field] as Coordinate,
    ...field.args.map((arg): Coordinate => [`${type.name}.${field.name}(${arg.name}:)`, arg]),
  ]);
}
