import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { ASSUMED_ROWS } from './field-cost.ts';
import type { Place } from './place.ts';

/** How long lists of introspection are: on average, and at most. */
type IntrospectionLists = ReadonlyMap<string, { readonly average: number; readonly most: number }>;

const known = new WeakMap<GraphQLSchema, IntrospectionLists>();

/**
 * How many objects a list is assumed to have when nothing else says so: lists of introspection as long as they are in
 * this schema, others of an assumed length.
 */
export function assumedLength(schema: GraphQLSchema, field: string, place: Place): number {
  if (!place.type.startsWith('__')) return ASSUMED_ROWS;
  let lists = known.get(schema);
  if (!lists) known.set(schema, (lists = introspectionLists(schema)));
  const length = lists.get(`${place.type}.${field}`);
  if (!length) return ASSUMED_ROWS;
  // One type may have been chosen for having the most.
  return place.objects > 1 ? length.average : length.most;
}

const lengthOf = (counts: readonly number[]) => ({
  average: counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length),
  most: Math.max(1, ...counts),
});

const same = (count: number) => ({ average: count, most: count });

function introspectionLists(schema: GraphQLSchema): IntrospectionLists {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  return new Map([
    ['__Schema.types', same(types.length)],
    ['__Schema.directives', same(schema.getDirectives().length)],
    ['__Type.fields', lengthOf(types.map(fieldsOf))],
    ['__Type.inputFields', lengthOf(types.map(inputFieldsOf))],
    ['__Type.enumValues', lengthOf(types.map(enumValuesOf))],
    ['__Type.interfaces', lengthOf(types.map(interfacesOf))],
    ['__Type.possibleTypes', lengthOf(types.map((one) => possibleTypesOf(schema, one)))],
    ['__Field.args', lengthOf(fields.map(({ args }) => args.length))],
    ['__Directive.args', lengthOf(schema.getDirectives().map(({ args }) => args.length))],
  ]);
}

const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()).length : 0;

const inputFieldsOf = (type: GraphQLNamedType) =>
  isInputObjectType(type) ? Object.keys(type.getFields()).length : 0;

const interfacesOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().length : 0;

const possibleTypesOf = (schema: GraphQLSchema, type: GraphQLNamedType) =>
  isInterfaceType(type) ? schema.getPossibleTypes(type).length : 0;

const enumValuesOf = (type: GraphQLNamedType) => (isEnumType(type) ? type.getValues().length : 0);
