import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import type { JsonSchema } from '../posthog/api/openapi.ts';
import type { SchemaFault } from '../posthog/api/schema-check.ts';
import type { Session } from './session.ts';

export type ToolArguments = Readonly<Record<string, unknown>>;

/** One tool, whatever it is made from. */
export interface McpTool {
  /** As it is listed. */
  readonly listed: Tool;
  /** Everything its arguments are checked against, without references outside itself. */
  fullInput(): JsonSchema;
  /** Undefined when the arguments fit. Calls nothing. */
  check(given: ToolArguments): SchemaFault | undefined;
  /** @throws PostHogFailure */
  run(given: ToolArguments, session: Session): Promise<CallToolResult>;
}
