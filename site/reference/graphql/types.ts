import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { markdownTable } from '../../../src/codegen/table.ts';
import type { Page } from '../../pages/page.ts';
import { code, prose } from '../text.ts';
import { described, inputTable, signature } from './signature.ts';
import { typeLink, typePages, typesOf } from './type-pages.ts';

/** A page for each kind of type, with a heading for each type. */
export function typeReference(schema: GraphQLSchema): Page[] {
  return typePages.map(([path, { title, about }]) => ({
    path: `reference/graphql/${path}`,
    text: [
      `# ${title}\n\n${about}`,
      ...typesOf(schema, path).map((type) => section(type, schema)),
    ].join('\n\n'),
  }));
}

function section(type: GraphQLNamedType, schema: GraphQLSchema): string {
  return [
    `## ${type.name}`,
    type.description && prose(type.description),
    ...relations(type, schema),
    content(type),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const list = (label: string, types: readonly GraphQLNamedType[]) =>
  types.length === 0 ? [] : [`${label}: ${types.map(typeLink).join(', ')}.`];

/** What a type has to do with others, a sentence for each. */
function relations(type: GraphQLNamedType, schema: GraphQLSchema): string[] {
  if (isObjectType(type)) return list('Implements', type.getInterfaces());
  if (isInterfaceType(type)) return list('Implemented by', schema.getPossibleTypes(type));
  if (isUnionType(type)) return list('One of', type.getTypes());
  if (isScalarType(type) && type.specifiedByURL != null)
    return [`Specified by <${type.specifiedByURL}>.`];
  return [];
}

function content(type: GraphQLNamedType): string | undefined {
  if (isObjectType(type) || isInterfaceType(type))
    return fieldTable(Object.values(type.getFields()));
  if (isInputObjectType(type)) return inputTable('Field', Object.values(type.getFields()));
  if (!isEnumType(type)) return undefined;
  return markdownTable([
    ['Value', 'Description'],
    ...type
      .getValues()
      .map(({ name, description, deprecationReason }) => [
        code(name),
        described(description, deprecationReason),
      ]),
  ]);
}

function fieldTable(fields: readonly GraphQLField<unknown, unknown>[]): string {
  return markdownTable([
    ['Field', 'Type', 'Description'],
    ...fields.map(({ name, type, args, description, deprecationReason }) => [
      code(name),
      signature(type),
      [
        described(description, deprecationReason),
        ...args.map(
          (arg) =>
            `${code(arg.name)}: ${signature(arg.type)}. ${described(arg.description, arg.deprecationReason)}`,
        ),
      ].join('<br>'),
    ]),
  ]);
}
