import {
  getNullableType,
  isInputObjectType,
  isListType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { largeNumberIn, type ValuePath } from '../../posthog/request/inexact-numbers.ts';

/**
 * Where the variables have a number beyond 2^53 as JSON, which is sent to PostHog as it was read here: its text is not
 * known any more, so that it may be another number than was written. Where a type of GraphQL expects a number, that type
 * decides.
 */
export function inexactJsonIn(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
): ValuePath | undefined {
  // Nearly no request has such a number, so that the types are not looked at.
  if (!largeNumberIn(variables)) return undefined;
  for (const { variable, type } of definitions) {
    const name = variable.name.value;
    // Valid documents declare variables of input types only.
    const declared = typeFromAST(schema, type) as GraphQLInputType | undefined;
    const path = declared && within(declared, variables[name]);
    if (path) return [name, ...path];
  }
  return undefined;
}

function within(type: GraphQLInputType, value: unknown): ValuePath | undefined {
  const named = getNullableType(type);
  if (isListType(named)) {
    if (!Array.isArray(value)) return within(named.ofType, value);
    return firstOf(value.entries(), (item) => within(named.ofType, item));
  }
  if (!isInputObjectType(named)) return named.name === 'JSON' ? largeNumberIn(value) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = named.getFields();
  return firstOf(Object.entries(value), (inner, name) => {
    const field = fields[name];
    return field && within(field.type, inner);
  });
}

function firstOf<Name extends string | number>(
  entries: Iterable<readonly [Name, unknown]>,
  find: (value: unknown, name: Name) => ValuePath | undefined,
): ValuePath | undefined {
  for (const [name, value] of entries) {
    const path = find(value, name);
    if (path) return [name, ...path];
  }
  return undefined;
}
