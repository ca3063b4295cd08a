import type { GraphQLSchema } from 'graphql';
import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';
import { checkIdOrKey } from './arguments/id-or-key.ts';
import { shown } from './arguments/problem.ts';
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
import { refused } from './result.ts';
import type { Session } from './session.ts';
import type { McpTool, ToolArguments } from './tool.ts';
import { coded } from './tool-codes.ts';
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
  return {
    listed: {
      name: document.name,
      title: words(document.operation.name?.value ?? document.name),
      description: document.description,
      inputSchema: briefArguments(full, contract, { depth: 2, listsNull: false }),
      outputSchema: graphOutput,
      annotations: readingHints(),
    },
    fullInput: () => full,
    check: (given) => checkIdOrKey(given, full),
    async run({ [TOKENS_ARGUMENT]: tokens = DEFAULT_TOKENS, ...variables }, session) {
      const answer = await run(variables, session);
      const missing = missingIn(answer);
      if (missing !== undefined) return refused(...notFound(missing, variables));
      return graphResult(answer, Number(tokens), document.droppable);
    },
  };
}

/**
 * The object that a stored query asked for and that does not exist. In GraphQL that is null without an error, which a
 * model reads as an object about which nothing is known.
 */
function missingIn({ data, errors }: GraphAnswer): string | undefined {
  if (errors || !data) return undefined;
  return Object.entries(data).find(([, value]) => value === null)?.[0];
}

function notFound(name: string, variables: ToolArguments): string[] {
  const given = Object.entries(variables).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return [
    coded('NOT_FOUND', `there is no ${name} with ${shown(given.join(' and '))}.`),
    'What to do: correct the ID or key. The tools that list objects take a search.',
  ];
}

/** `ThisOperation` as `This operation`. */
const words = (name: string) =>
  name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
