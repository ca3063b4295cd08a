import type { McpTool } from './tool.ts';
import { coded } from './tool-codes.ts';

/** Which tools a server lists, and whether it accepts those that change something. */
export interface ToolChoice {
  /**
   * `compact` does not list the tools that correspond to single operations of PostHog; `full` lists every tool. Clients
   * that know a tool by its name may call it in either case.
   */
  readonly set: 'compact' | 'full';
  /** Only tools that change nothing. */
  readonly readOnly: boolean;
}

export const isReading = ({ listed }: McpTool): boolean =>
  listed.annotations?.readOnlyHint === true;

/** Why a tool that may change something is refused, as lines for the caller. */
export const whyReadOnly = (name: string): string[] => [
  coded(
    'READ_ONLY',
    `${name} can change something, and this server runs with MCP_READ_ONLY=1, which accepts only tools that read.`,
  ),
  'Nothing was sent.',
  'What to do: ask the person who runs this server to unset MCP_READ_ONLY, or make the change in PostHog.',
];
