import { randomUUID } from 'node:crypto';
import {
  ProtocolError,
  ProtocolErrorCode,
  type CallToolResult,
} from '@modelcontextprotocol/server';
import type { UnexpectedErrorLog } from '../graph/http/mask-error.ts';
import { isPostHogFailure } from '../posthog/errors/errors.ts';
import type { SchemaFault } from '../posthog/api/schema-check.ts';
import { isTooDeep, MAX_VALUE_DEPTH } from '../posthog/request/value-depth.ts';
import type { Catalogue } from './catalogue.ts';
import { formatFailure } from '../posthog/errors/format-failure.ts';
import { DryRunFailed } from './confirming/dry-run-failed.ts';
import { refused } from './result.ts';
import type { Session } from './session.ts';
import type { McpTool, ToolArguments } from './tool.ts';
import { coded } from './tool-codes.ts';

/**
 * Calls a tool. Every failure is reported in the result, with a message and a remedy; invalid arguments
 * are reported before any call to PostHog, and so are tools that the settings leave out.
 * @throws ProtocolError for an unknown tool, as MCP specifies
 */
export async function callTool(
  catalogue: Catalogue,
  name: string,
  given: ToolArguments,
  session: Session,
  log: UnexpectedErrorLog,
): Promise<CallToolResult> {
  const found = catalogue.find(name, given);
  const hidden = found ? undefined : catalogue.whyHidden(name);
  if (hidden) return refused(...hidden);
  if (!found) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${name}`);
  const fault = isTooDeep(found.given) ? TOO_DEEP : found.tool.check(found.given);
  if (fault) return badArgument(found.tool, fault);
  try {
    return await found.tool.run(found.given, session);
  } catch (error) {
    if (isPostHogFailure(error)) return refused(...formatFailure(error));
    if (error instanceof DryRunFailed) return error.result;
    const errorId = randomUUID();
    log(error, errorId);
    return refused(
      coded('INTERNAL_SERVER_ERROR', 'something went wrong in this server. The error was logged.'),
      `Error ID: ${errorId}`,
    );
  }
}

const TOO_DEEP: SchemaFault = {
  field: '',
  code: 'invalid_input',
  message: `must not be nested more than ${MAX_VALUE_DEPTH} levels deep`,
};

function badArgument(tool: McpTool, fault: SchemaFault): CallToolResult {
  const { name } = tool.listed;
  const { properties = {} } = tool.fullInput();
  const about = properties[fault.field]?.description;
  return refused(
    coded('VALIDATION_FAILED', `${fault.field || 'The arguments'} ${fault.message}.`),
    `Field: ${fault.field} (${fault.code})`,
    ...(about === undefined ? [] : [`About ${fault.field}: ${about}`]),
    ...(fault.code === 'unknown'
      ? [`Arguments of ${name}: ${Object.keys(properties).join(', ')}`]
      : []),
    `What to do: correct the arguments and call again; nothing was sent. The full schema is the resource schema://tools/${name}.`,
  );
}
