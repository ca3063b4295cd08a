import type { GraphQLSchema } from 'graphql';
import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';
import { compileCheck, type SchemaCheck } from '../posthog/api/schema-check.ts';
import { executeQuery, type GraphAnswer } from './execute-query.ts';
import { briefArguments } from './brief-schema.ts';
import {
  DEFAULT_TOKENS,
  graphOutput,
  graphResult,
  TOKENS_ARGUMENT,
  tokensSchema,
} from './graph-result.ts';
import { readingHints } from './annotations.ts';
import { isRead, type StoredDocument } from './stored-document.ts';
import type { Session } from './session.ts';
import type { McpTool, ToolArguments } from './tool.ts';
import { variablesSchema } from './variable-schema.ts';

/** Runs the document of a tool with the tool's arguments. */
export type DocumentRun = (given: ToolArguments, session: Session) => Promise<GraphAnswer>;

/** How a tool differs from its document. */
interface Difference {
  /** The arguments, given the variables. */
  readonly input?: (variables: JsonSchema) => JsonSchema;
  readonly run?: DocumentRun;
}

/**
 * A tool for a stored query: the comment becomes the description, the variables become the arguments.
 * @throws Error for a document that writes, because writes must go through the tools that ask for confirmation
 */
export function documentTool(
  document: StoredDocument,
  schema: GraphQLSchema,
  contract: OpenApiDocument,
  difference: Difference = {},
): McpTool {
  if (!isRead(document.operation)) throw new Error(`${document.name}.graphql is not a query.`);
  const { input = (variables) => variables } = difference;
  const {
    run = (variables, session) => executeQuery({ query: document.source, variables }, session),
  } = difference;
  const variables = input(variablesSchema(document, schema));
  const full: JsonSchema = {
    ...variables,
    properties: { ...variables.properties, [TOKENS_ARGUMENT]: tokensSchema },
    additionalProperties: false,
  };
  let check: SchemaCheck | undefined;
  return {
    listed: {
      name: document.name,
      title: words(document.operation.name?.value ?? document.name),
      description: document.description,
      inputSchema: briefArguments(full, contract, { depth: 2, described: true, listsNull: false }),
      outputSchema: graphOutput,
      annotations: readingHints(),
    },
    fullInput: () => full,
    check(given) {
      check ??= compileCheck(full, contract);
      return check(given);
    },
    async run({ [TOKENS_ARGUMENT]: tokens = DEFAULT_TOKENS, ...variables }, session) {
      return graphResult(await run(variables, session), Number(tokens), document.droppable);
    },
  };
}

/** `ThisOperation` as `This operation`. */
const words = (name: string) =>
  name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
