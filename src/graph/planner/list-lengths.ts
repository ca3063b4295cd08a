import {
  getNullableType,
  GraphQLError,
  isInputObjectType,
  isListType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { MAX_LIST } from './limits.ts';
import type { FieldArguments } from './field-cost.ts';

/**
 * Refuses lists among a field's arguments that have too many entries. Looks into input objects, not into JSON.
 * @throws GraphQLError BAD_USER_INPUT with `argument`, `found` and `limit`
 */
export function checkListLengths(
  field: GraphQLField<unknown, unknown>,
  args: FieldArguments,
): void {
  for (const { name, type } of field.args) check(type, args[name], name);
}

function check(type: GraphQLInputType, value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  const nullable = getNullableType(type);
  if (isListType(nullable) && Array.isArray(value)) {
    if (value.length > MAX_LIST) {
      throw tooLong(path, value.length);
    }
    for (const one of value as unknown[]) check(nullable.ofType, one, path);
  } else if (isInputObjectType(nullable)) {
    const given = value as Readonly<Record<string, unknown>>;
    for (const field of Object.values(nullable.getFields())) {
      check(field.type, given[field.name], `${path}.${field.name}`);
    }
  }
}

function tooLong(argument: string, found: number): GraphQLError {
  const figures = `${found.toLocaleString('en')} entries, but at most ${MAX_LIST.toLocaleString('en')} are allowed`;
  return new GraphQLError(`\`${argument}\` has ${figures}.`, {
    extensions: {
      code: 'BAD_USER_INPUT',
      argument,
      found,
      limit: MAX_LIST,
      http: { status: 400, spec: true },
    },
  });
}
