import { getNamedType, isEnumType, isObjectType, type GraphQLSchema } from 'graphql';
import { fieldOf, wireNames, type ShownSchema } from '../graph/core/wire-names.ts';
import type { Change, ChangeKind } from './compare.ts';

const isShown = (name: string | undefined): name is ShownSchema =>
  name !== undefined && Object.hasOwn(wireNames, name);

type Consequence = (schema: GraphQLSchema, change: Change) => string | undefined;

const inAnswers =
  (answer: Consequence, request: Consequence): Consequence =>
  (schema, change) =>
    (change.direction === 'answer' ? answer : request)(schema, change);

const consequences: Readonly<Record<ChangeKind, Consequence>> = {
  'operation gone': () => 'what needs it is answered as unsupported',
  'operation new': () => 'no field, mutation, REST operation or tool calls it',
  'parameter gone': () => 'a filter or argument that sends it has no effect any more',
  'parameter new': () => 'no argument sends it',
  'parameter required': () => 'calls without it are refused',
  'property required': () => 'calls without it are refused',
  'property gone': inAnswers(goneFrom, () => 'what is sent in it is lost'),
  'property new': inAnswers(newIn, () => 'no input sends it'),
  'words new': inAnswers(newWords, () => 'no input offers the words'),
  'words gone': inAnswers(
    () => undefined,
    () => 'inputs still offer the words',
  ),
  'type changed': inAnswers(
    () => 'values of that type are malformed for this API',
    () => 'what this API sends may be refused',
  ),
};

/** What a change means for this API, as the end of a sentence; undefined when nothing has to be done. */
export const consequenceOf: Consequence = (schema, change) =>
  consequences[change.kind](schema, change);

function newIn(schema: GraphQLSchema, { schema: name, place = '' }: Change): string | undefined {
  if (!isShown(name)) return 'the graph does not show it';
  const { type } = wireNames[name];
  return fieldIn(schema, type, fieldOf(name, place))
    ? undefined
    : `\`${type}\` has no field for it`;
}

function goneFrom(schema: GraphQLSchema, { schema: name, place = '' }: Change): string {
  if (!isShown(name)) return 'what is read of it becomes null';
  const { type } = wireNames[name];
  const field = fieldOf(name, place);
  return fieldIn(schema, type, field)
    ? `\`${type}.${field}\` becomes null`
    : 'what is read of it becomes null';
}

function newWords(schema: GraphQLSchema, change: Change): string | undefined {
  const { schema: name, place = '', detail = '' } = change;
  if (!isShown(name)) return 'the graph does not know the words';
  const { type } = wireNames[name];
  const field = fieldOf(name, place);
  const kind = fieldIn(schema, type, field);
  if (!isEnumType(kind)) return undefined;
  const known = new Set(kind.getValues().map(({ value }): unknown => value));
  return detail.split(', ').every((word) => known.has(word))
    ? undefined
    : `\`${type}.${field}\` does not know the words`;
}

/** Named type of a field; undefined when the type does not have it. */
function fieldIn(schema: GraphQLSchema, typename: string, name: string) {
  const type = schema.getType(typename);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  return field && getNamedType(field.type);
}
