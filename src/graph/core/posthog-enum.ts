import type { FieldRef } from '@pothos/core';
import {
  isEnumType,
  Kind,
  type GraphQLEnumType,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { GraphContext } from '../context/context.ts';
import type { FieldUpstream } from '../planner/field-cost.ts';
import { builder, type Types } from './builder.ts';
import { inputError } from './input-error.ts';
import { enumMembers, type EnumValues } from './wire-enum.ts';

declare module 'graphql' {
  interface GraphQLEnumTypeExtensions {
    /** Name of the value for words this API does not know, where it is only for answers. */
    onlyInAnswers?: string;
  }
}

const UNKNOWN = 'UNKNOWN';
/** Internal value of UNKNOWN; no word of PostHog's begins with a zero character. */
const unknownWord = '\0unknown';

type MaybePromise<Value> = Value | Promise<Value>;

interface WordFields<Node> {
  readonly description: string;
  /** PostHog's word, or one that is worked out where PostHog has none. Null and '' are null. */
  readonly word: (node: Node, context: GraphContext) => MaybePromise<string | null | undefined>;
  /** PostHog's own word where it differs from `word`. */
  readonly text?: (node: Node, context: GraphContext) => MaybePromise<string | null | undefined>;
  readonly extensions?: { readonly upstream: FieldUpstream };
}

interface WordListFields<Node> {
  readonly description: string;
  /** PostHog's words; an error as a value where they cannot be read. */
  readonly words: (node: Node) => readonly string[];
}

const textOf = (field: string) =>
  `What \`${field}\` says in PostHog's own words, which may be some that this API does not know.`;

function mapped<Item, Made>(items: readonly Item[], make: (item: Item) => Made) {
  return Array.isArray(items) ? items.map(make) : items;
}

interface FieldBuilder<Node> {
  stringList: PothosSchemaTypes.ObjectFieldBuilder<Types, Node>['stringList'];
  field: PothosSchemaTypes.ObjectFieldBuilder<Types, Node>['field'];
  string: PothosSchemaTypes.ObjectFieldBuilder<Types, Node>['string'];
}

/**
 * An enum for words that PostHog sends. A newer PostHog has more of them: a word that is not among the
 * values is UNKNOWN, or another value that stands for all others.
 * @param values wire value → [GraphQL value, description]
 * @param others the wire value that stands for words that are not known; UNKNOWN is added without it
 */
export function posthogEnum<const Values extends EnumValues>(
  name: string,
  description: string,
  values: Values,
  others?: keyof Values & string,
) {
  type Word = keyof Values & string;
  // Callers cannot send UNKNOWN, so what takes the enum as an input sees known words only.
  const fallback = (others ?? unknownWord) as Word;
  const members: Record<string, { value: Word; description: string }> = enumMembers(values);
  if (others === undefined) {
    members[UNKNOWN] = {
      value: fallback,
      description:
        "A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers.",
    };
  }
  const ref = builder.enumType(name, {
    description,
    values: members,
    ...(others === undefined && { extensions: { onlyInAnswers: UNKNOWN } }),
  });
  const read = (word: string): Word => (Object.hasOwn(values, word) ? word : fallback);
  const readNullable = (word: string | null | undefined): Word | null =>
    word == null || word === '' ? null : read(word);
  return {
    ref,
    /** The value for a word of PostHog's. */
    read,
    /** The same, with null where there is no word. */
    readNullable,
    /** The GraphQL value for one of PostHog's words; an unknown word in capitals. */
    nameOf: (word: string): string =>
      Object.hasOwn(values, word) ? values[word]![0] : word.toUpperCase(),
    /** The field `<field>` with a list of values, and beside it `<field>Text` with PostHog's own words. */
    listFields: <Node, Field extends string>(
      t: FieldBuilder<Node>,
      field: Field,
      { description: meaning, words }: WordListFields<Node>,
    ) =>
      ({
        [field]: t.field({
          type: [ref],
          description: meaning,
          // A word that cannot be read is an error among the others.
          resolve: (node: Node) =>
            mapped(words(node), (word) => (typeof word === 'string' ? read(word) : word)),
        } as never),
        [`${field}Text`]: t.stringList({
          description: textOf(field),
          resolve: (node: Node) => words(node),
        }),
      }) as Record<Field | `${Field}Text`, FieldRef<Types, unknown, 'Object'>>,
    /** The field `<field>` with the value, and beside it `<field>Text` with PostHog's own word. */
    fields: <Node, Field extends string>(
      t: FieldBuilder<Node>,
      field: Field,
      { description: meaning, word, text = word, extensions }: WordFields<Node>,
    ) => {
      return {
        [field]: t.field({
          type: ref,
          description: meaning,
          nullable: true,
          ...(extensions && { extensions }),
          resolve: (node: Node, _args: object, context: GraphContext) =>
            whenRead(word(node, context), readNullable) as never,
        } as never),
        [`${field}Text`]: t.string({
          description: textOf(field),
          nullable: true,
          ...(extensions && { extensions }),
          resolve: (node: Node, _args: object, context: GraphContext) =>
            whenRead(text(node, context), (found) => found ?? null) as never,
        } as never),
      } as Record<Field | `${Field}Text`, FieldRef<Types, unknown, 'Object'>>;
    },
  };
}

function whenRead<Value, Read>(value: MaybePromise<Value>, read: (value: Value) => Read) {
  return value instanceof Promise ? value.then(read) : read(value);
}

/** Makes UNKNOWN of every enum a value that only answers have: as an input it is refused. */
export function refuseUnknownInputs(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const { onlyInAnswers } = type.extensions as { onlyInAnswers?: string };
    if (isEnumType(type) && onlyInAnswers !== undefined) refuse(type, onlyInAnswers);
  }
  return schema;
}

function refuse(type: GraphQLEnumType, name: string): void {
  const parseValue = type.parseValue.bind(type);
  const parseLiteral = type.parseLiteral.bind(type);
  const refusal = (): GraphQLError =>
    inputError(
      `${type.name}.${name} stands for words in PostHog's answers and cannot be sent.`,
      type.name,
    );
  type.parseValue = (value) => {
    if (value === name) throw refusal();
    return parseValue(value);
  };
  type.parseLiteral = (node, variables) => {
    if (node.kind === Kind.ENUM && node.value === name) throw refusal();
    return parseLiteral(node, variables);
  };
}
