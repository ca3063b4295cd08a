import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import type { JsonSchema } from '../posthog/api/openapi.ts';
import type { ArgumentProblem } from './arguments/problem.ts';
import type { OperationId } from '../posthog/api/operations.ts';
import type { Session } from './session.ts';

export type ToolArguments = Readonly<Record<string, unknown>>;

/** One tool, whatever its source. */
export interface McpTool {
  /** The tool's entry in `tools/list`. */
  readonly listed: Tool;
  /** The operations of which it performs one; absent for a tool that reads through the graph. */
  readonly performs?: readonly OperationId[];
  /** The complete, self-contained schema that its arguments are validated against. */
  fullInput(): JsonSchema;
  /** What is wrong with arguments that are valid for `fullInput`; absent where that schema says everything. Makes no call. */
  check?(given: ToolArguments): readonly ArgumentProblem[];
  /**
   * @param given arguments that were read and checked by `fullInput`
   * @throws PostHogFailure
   */
  run(given: ToolArguments, session: Session): Promise<CallToolResult>;
}
