import { createCatalogue } from '../mcp/assemble.ts';
import { toolName } from '../mcp/tool-name.ts';
import { capabilityNames } from '../posthog/capability-names.ts';
import { operations } from '../posthog/operations.ts';
import { markdownTable } from './table.ts';

/** What `tools/list` answers. */
export function mcpTools(): string {
  const tools = createCatalogue().tools.map(({ listed }) => listed);
  return `${JSON.stringify({ tools }, null, 2)}\n`;
}

const code = (name: string) => `\`${name}\``;

/** The table in docs/mcp.md of the capability's names and the tools they stand for. */
export function capabilityNamesTable(): string {
  return markdownTable([
    ['Tool', "The capability's operation", 'Its tools'],
    ...capabilityNames().map(({ operation, operationName, tools }) => [
      code(toolName(operations[operation])),
      code(operationName),
      tools.map(code).join(' '),
    ]),
  ]);
}
