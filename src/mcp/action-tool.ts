import type { CallToolResult } from '@modelcontextprotocol/server';
import type { ActionTool, ToolAction } from '../posthog/api/action-tools.ts';
import type { JsonSchema, OpenApiDocument } from '../posthog/api/openapi.ts';
import { actingHints } from './annotations.ts';
import type { ArgumentProblem } from './arguments/problem.ts';
import { readArguments } from './arguments/read-arguments.ts';
import { briefArguments } from './brief-schema.ts';
import { DEFAULT_TOKENS } from './graph-result.ts';
import { withDefinitions } from './inline-definitions.ts';
import type { OperationTool } from './operation-tool.ts';
import { answered, type Structured } from './result.ts';
import type { McpTool, ToolArguments } from './tool.ts';
import { trimToTokens } from './trim-to-tokens.ts';

const ACTION = 'action';
const CONFIRM = 'confirm';

/**
 * A tool that performs one of several operations, chosen by its argument `action`. Each call is checked, confirmed and
 * performed by the tool of its operation.
 * @throws Error for an operation without a tool, and for an argument that no operation has
 */
export function actionTool(
  { name, title, description, actions, arguments: offered, droppable }: ActionTool,
  operations: readonly OperationTool[],
  contract: OpenApiDocument,
): McpTool {
  const toolOf = ({ operation }: ToolAction): OperationTool => {
    const found = operations.find((one) => one.operation.id === operation);
    if (!found) throw new Error(`${name} performs ${operation}, which has no tool.`);
    return found;
  };
  const tools = new Map(Object.entries(actions).map(([action, one]) => [action, toolOf(one)]));
  const argument = ([field, about]: [string, string]): [string, JsonSchema] => {
    const [schema] = [...tools.values()]
      .map((tool) => tool.schema.properties?.[field])
      .filter((one) => one !== undefined);
    if (!schema) throw new Error(`${name} offers ${field}, which no operation has.`);
    return [field, { ...schema, description: about }];
  };
  const full: JsonSchema = {
    type: 'object',
    properties: {
      [ACTION]: { type: 'string', enum: Object.keys(actions), description: 'What to do.' },
      ...Object.fromEntries(Object.entries(offered).map(argument)),
    },
    required: [ACTION],
    additionalProperties: false,
  };
  /** The call of the operation's own tool. */
  const delegated = ({ [ACTION]: action, ...given }: ToolArguments) => {
    const key = String(action);
    const tool = tools.get(key);
    if (!tool) throw new TypeError(`${name} has no action ${key}.`);
    const { [CONFIRM]: _, ...unconfirmed } = given;
    const takesToken = tool.schema.properties?.[CONFIRM] !== undefined;
    return { key, tool, given: { ...(takesToken ? given : unconfirmed), ...actions[key]?.body } };
  };
  return {
    performs: Object.values(actions).map(({ operation }) => operation),
    listed: {
      name,
      title,
      description: `${description} ${ASKS}`,
      inputSchema: briefArguments(full, contract, { depth: 2, listsNull: false }),
      outputSchema: { type: 'object' },
      annotations: actingHints(),
    },
    fullInput: () => withDefinitions(full, contract),
    check(given) {
      const call = delegated(given);
      const wrong = misplaced(call, Object.keys(offered));
      return wrong.length > 0 ? wrong : readArguments(call.tool, call.given).problems;
    },
    async run(given, session) {
      const { tool, given: own } = delegated(given);
      return shortened(await tool.run(readArguments(tool, own).values, session), droppable);
    },
  };
}

const ASKS =
  'Whatever ends, ships, resets, deletes, switches off or drops something first returns a dry run and a token.';

/** The arguments that belong to another action. */
function misplaced(
  { key, tool, given }: { key: string; tool: OperationTool; given: ToolArguments },
  offered: readonly string[],
): ArgumentProblem[] {
  const known = tool.schema.properties ?? {};
  const taken = offered.filter((one) => known[one] !== undefined).join(', ');
  return Object.keys(given)
    .filter((field) => known[field] === undefined)
    .map((field) => ({
      field,
      code: 'unknown',
      message: `is not for the action ${key}, which takes ${taken}`,
    }));
}

/** Leaves fields out of an answer that is too long for a model, and says which. */
function shortened(result: CallToolResult, droppable: readonly string[]): CallToolResult {
  if (result.isError || result.structuredContent === undefined) return result;
  const fitted = trimToTokens(result.structuredContent, DEFAULT_TOKENS, droppable);
  if (fitted.dropped.length === 0) return result;
  const notes = result.content.slice(0, -1).flatMap((one) => ('text' in one ? [one.text] : []));
  // Leaving fields out of an object leaves an object.
  return answered(
    fitted.value as Structured,
    ...notes,
    `Omitted because the answer is long: ${fitted.dropped.join(', ')}.`,
  );
}
