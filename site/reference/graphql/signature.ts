import {
  astFromValue,
  isListType,
  isNonNullType,
  print,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLType,
} from 'graphql';
import { markdownTable } from '../../../src/codegen/table.ts';
import { cell, code } from '../text.ts';
import { typeLink } from './type-pages.ts';

/** A type as SDL writes it, with a link to its description. */
export function signature(type: GraphQLType): string {
  if (isNonNullType(type)) return `${signature(type.ofType)}!`;
  if (isListType(type)) return `&#91;${signature(type.ofType)}&#93;`;
  return typeLink(type as GraphQLNamedType);
}

/** A table of arguments or of fields of an input; undefined when there are none. */
export function inputTable(
  title: string,
  inputs: readonly (GraphQLArgument | GraphQLInputField)[],
): string | undefined {
  if (inputs.length === 0) return undefined;
  return markdownTable([
    [title, 'Type', 'Default', 'Description'],
    ...inputs.map(({ name, type, description, deprecationReason, ...input }) => [
      code(name),
      signature(type),
      defaultOf({ type, ...input }),
      described(description, deprecationReason),
    ]),
  ]);
}

/** A description with the reason of its deprecation, for a cell of a table. */
export function described(
  description: string | null | undefined,
  deprecationReason: string | null | undefined,
): string {
  const deprecated = deprecationReason == null ? '' : `**Deprecated.** ${cell(deprecationReason)} `;
  return `${deprecated}${cell(description ?? '')}`;
}

function defaultOf({ defaultValue, type }: Pick<GraphQLArgument, 'defaultValue' | 'type'>): string {
  const value = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return value == null ? '' : code(print(value));
}
