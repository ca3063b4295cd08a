import { randomUUID } from 'node:crypto';
import {
  ProtocolError,
  ProtocolErrorCode,
  type CallToolResult,
} from '@modelcontextprotocol/server';
import type { UnexpectedErrorLog } from '../graph/http/mask-error.ts';
import { requestIdOf } from '../instrumentation/operation.ts';
import { isPostHogFailure } from '../posthog/errors/errors.ts';
import { readArguments } from './arguments/read-arguments.ts';
import { reportProblems, unknownTool } from './arguments/report-problems.ts';
import type { Catalogue } from './catalogue.ts';
import { formatFailure } from '../posthog/errors/format-failure.ts';
import { DryRunFailed } from './confirming/dry-run-failed.ts';
import { refused } from './result.ts';
import type { Session } from './session.ts';
import type { ToolArguments } from './tool.ts';
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
  const refusal = catalogue.whyRefused(name);
  if (refusal) return refused(...refusal);
  if (!found) {
    const message = unknownTool(name, catalogue.names);
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
  }
  session.operation?.identify(found.tool.listed.name, 'tool');
  const read = readArguments(found.tool, found.given);
  if (read.problems.length > 0) return reportProblems(found.tool, read);
  try {
    return await found.tool.run(read.values, session);
  } catch (error) {
    if (isPostHogFailure(error)) return refused(...formatFailure(error));
    if (error instanceof DryRunFailed) return error.result;
    const errorId = randomUUID();
    log(error, errorId, requestIdOf(session.parent));
    return refused(
      coded('INTERNAL_SERVER_ERROR', 'something went wrong in this server. The error was logged.'),
      `Error ID: ${errorId}`,
    );
  }
}
