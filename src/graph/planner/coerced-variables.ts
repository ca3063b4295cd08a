import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isTooDeep, MAX_VALUE_DEPTH } from '../../posthog/request/value-depth.ts';
import type { ValuePath } from '../../posthog/request/inexact-numbers.ts';
import type { GraphContext } from '../context/context.ts';
import { inexactJsonIn } from './inexact-variables.ts';

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
  const { memo } = args.contextValue as GraphContext;
  const before = memo.get(coerce) as Coerced | undefined;
  if (before) return before;
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return null;
  const { coerced, errors } = readVariables(args.schema, operation, args.variableValues);
  const result: Coerced = {
    operation,
    ...(coerced && { variables: coerced }),
    ...(errors && { errors }),
  };
  memo.set(coerce, result);
  return result;
}

/** As many as graphql-js itself reports of the variables of one request. */
const MAX_ERRORS = 50;

/** Variables as the schema's types read them, or what is wrong with them. */
export function readVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: unknown,
): ReturnType<typeof getVariableValues> {
  const given = (variables ?? {}) as Record<string, unknown>;
  if (isTooDeep(given)) return { errors: [tooDeep()] };
  const inexact = inexactJsonIn(schema, variableDefinitions, given);
  if (inexact) return { errors: [tooLarge(inexact)] };
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: MAX_ERRORS });
}

function tooDeep(): GraphQLError {
  return new GraphQLError(`The variables are nested more than ${MAX_VALUE_DEPTH} levels deep.`, {
    extensions: {
      code: 'BAD_USER_INPUT',
      limit: MAX_VALUE_DEPTH,
      http: { status: 400, spec: true },
    },
  });
}

function tooLarge([name = '', ...inside]: ValuePath): GraphQLError {
  const place = inside.map((one) => (typeof one === 'number' ? `[${one}]` : `.${one}`)).join('');
  return new GraphQLError(
    `Variable "$${name}" has a number that is too large to be exact${place && ` at "${name}${place}"`}. Send it as a string if it is a text.`,
    { extensions: { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } } },
  );
}
