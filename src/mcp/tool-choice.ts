import type { McpTool } from './tool.ts';
import { coded } from './tool-codes.ts';

/** Which tools a server lists and accepts. */
export interface ToolChoice {
  /** `compact` leaves out the tools that correspond to single operations of PostHog; `full` has every tool. */
  readonly set: 'compact' | 'full';
  /** Only tools that change nothing. */
  readonly readOnly: boolean;
}

export const isReading = ({ listed }: McpTool): boolean =>
  listed.annotations?.readOnlyHint === true;

/** Why a call of a tool that this server does not list is refused, and what to use in its place. */
export function whyNotListed(
  name: string,
  tool: McpTool,
  { readOnly }: ToolChoice,
  tools: readonly McpTool[],
): string[] {
  if (readOnly && !isReading(tool)) {
    return [
      coded(
        'READ_ONLY',
        `${name} can change something, and this server runs with MCP_READ_ONLY=1, which accepts only tools that read.`,
      ),
      'Nothing was sent.',
      'What to do: ask the person who runs this server to unset MCP_READ_ONLY, or make the change in PostHog.',
    ];
  }
  const acting = tools.filter((one) => !isReading(one)).map(({ listed }) => listed.name);
  const instead = isReading(tool) || acting.length === 0 ? ['graphql'] : acting;
  return [
    coded(
      'TOOL_NOT_LISTED',
      `${name} is not one of the tools of this server, which runs with MCP_TOOLS=compact.`,
    ),
    'Nothing was sent.',
    `What to do: use ${instead.join(' or ')}, or ask the person who runs this server to set MCP_TOOLS=full. Listed here: ${tools.map(({ listed }) => listed.name).join(', ')}.`,
  ];
}
