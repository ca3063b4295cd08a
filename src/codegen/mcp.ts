import { createCatalogue } from '../mcp/create-mcp-server.ts';
import { toolName } from '../mcp/tool-name.ts';
import { legacyToolNames } from '../posthog/api/legacy-tool-names.ts';
import { reportTool } from '../report/mcp/report-tool.ts';
import { operations } from '../posthog/api/operations.ts';
import { markdownTable } from './table.ts';

/** The answer to `tools/list`. */
export function mcpTools(): string {
  const tools = createCatalogue({ extraTools: [reportTool] }).tools.map(({ listed }) => listed);
  return `${JSON.stringify({ tools }, null, 2)}\n`;
}

const code = (name: string) => `\`${name}\``;

/** The table in docs/mcp.md that maps the capability's names to tools. */
export function capabilityNamesTable(): string {
  return markdownTable([
    ['Tool', "The capability's operation", 'Its tools'],
    ...legacyToolNames().map(({ operation, operationName, tools }) => [
      code(toolName(operations[operation])),
      code(operationName),
      tools.map(code).join(' '),
    ]),
  ]);
}
