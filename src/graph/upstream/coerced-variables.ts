import {
  getOperationAST,
  getVariableValues,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { GraphContext } from '../context.ts';

export interface ExecutionArguments {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: unknown;
  readonly contextValue?: unknown;
}

/** The operation of a request and its variables as the schema's types read them, or why they do not fit. */
export interface Coerced {
  readonly operation: OperationDefinitionNode;
  readonly variables?: Record<string, unknown>;
  readonly errors?: readonly GraphQLError[];
}

/**
 * One request is coerced once, for the planner and for the compiled executor.
 * @returns null when the document has no operation of that name
 */
export function coerce(args: ExecutionArguments): Coerced | null {
  const { made } = args.contextValue as GraphContext;
  const before = made.get(coerce) as Coerced | undefined;
  if (before) return before;
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return null;
  const { coerced, errors } = readVariables(args.schema, operation, args.variableValues);
  const result: Coerced = {
    operation,
    ...(coerced && { variables: coerced }),
    ...(errors && { errors }),
  };
  made.set(coerce, result);
  return result;
}

/** Variables as the schema's types read them. */
export function readVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: unknown,
): ReturnType<typeof getVariableValues> {
  return getVariableValues(
    schema,
    variableDefinitions,
    (variables ?? {}) as Record<string, unknown>,
  );
}
