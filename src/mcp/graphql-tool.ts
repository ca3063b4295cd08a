import { getOperationAST, GraphQLError } from 'graphql';
import { readDocument } from '../graph/planner/document/read-document.ts';
import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';
import { briefArguments } from './brief-schema.ts';
import { executeQuery } from './execute-query.ts';
import {
  DEFAULT_TOKENS,
  graphOutput,
  graphResult,
  TOKENS_ARGUMENT,
  tokensSchema,
} from './graph-result.ts';
import { readingHints } from './annotations.ts';
import { refused } from './result.ts';
import { isRead } from './stored-document.ts';
import type { McpTool, ToolArguments } from './tool.ts';
import { coded } from './tool-codes.ts';

const full: JsonSchema = {
  type: 'object',
  properties: {
    query: { type: 'string', description: 'A GraphQL document.' },
    variables: { type: 'object', description: 'Values of the document’s variables, by name.' },
    operationName: {
      type: 'string',
      description: 'Name of the operation to run, if the document has several.',
    },
    [TOKENS_ARGUMENT]: tokensSchema,
  },
  required: ['query'],
  additionalProperties: false,
};

/**
 * A tool that executes any GraphQL query, within the limits of every GraphQL request. Mutations have tools of their own,
 * which ask for confirmation.
 * @param readOnly true where no tool changes anything
 */
export function graphqlTool(contract: OpenApiDocument, readOnly: boolean): McpTool {
  return {
    listed: {
      name: 'graphql',
      title: 'Run a read query',
      description:
        'Runs a GraphQL query, which can read many related objects in one call. Mutations are rejected. The schema is the resource schema://graphql, one type is schema://graphql/{type}; introspection works too. Depth, aliases, length and upstream calls are limited.',
      inputSchema: briefArguments(full, contract, { depth: 1, listsNull: false }),
      outputSchema: graphOutput,
      annotations: readingHints(),
    },
    fullInput: () => full,
    async run(given, session) {
      const {
        query,
        variables,
        operationName,
        [TOKENS_ARGUMENT]: tokens = DEFAULT_TOKENS,
      } = given as Asked;
      const refusal = refusalOf(query, operationName, readOnly);
      if (refusal) return refused(...refusal);
      const answer = await executeQuery({ query, variables, operationName }, session);
      return graphResult(answer, tokens, []);
    },
  };
}

interface Asked extends ToolArguments {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly [TOKENS_ARGUMENT]?: number;
}

/** Why a document is rejected here; the graph reports all other errors. */
function refusalOf(
  query: string,
  operationName: string | undefined,
  readOnly: boolean,
): string[] | undefined {
  try {
    const operation = getOperationAST(readDocument(query), operationName);
    if (!operation || isRead(operation)) return undefined;
    return [
      coded('READ_ONLY', `this tool runs queries, not a ${operation.operation}.`),
      'Nothing was sent.',
      readOnly
        ? 'What to do: nothing can be changed here, because this server runs with MCP_READ_ONLY=1.'
        : 'What to do: use the tool for that change, which first shows what it would do.',
    ];
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { code = 'GRAPHQL_PARSE_FAILED' } = error.extensions;
    return [coded(code, error.message), 'Field: query', `What to do: ${remedyFor(code)}`];
  }
}

const remedyFor = (code: unknown) =>
  code === 'GRAPHQL_PARSE_FAILED' ? 'correct the syntax.' : 'request less in one query.';
