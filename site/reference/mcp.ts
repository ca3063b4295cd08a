import type { Page } from '../pages/page.ts';
import { read } from '../pages/repository.ts';
import type { JsonSchema } from './json-schema.ts';
import { propertiesOf, propertyTable } from './property-table.ts';
import { prose } from './text.ts';

interface Tool {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly annotations: { readonly readOnlyHint: boolean; readonly destructiveHint: boolean };
}

/** The reference of the MCP tools, from the list that clients get. */
export function mcpReference(): Page {
  const { tools } = JSON.parse(read('schema/mcp.tools.json')) as { tools: readonly Tool[] };
  const text = [
    '# MCP tools',
    'The tools in the order in which clients list them, with `MCP_TOOLS=full`. [MCP](../mcp.md) says which of them are listed by default, how arguments are read, and what asks for a confirmation.',
    ...tools.map(section),
  ];
  return { path: 'reference/mcp', text: text.join('\n\n') };
}

function section({ name, description, inputSchema, annotations }: Tool): string {
  return [
    `## ${name}`,
    prose(description),
    effectOf(annotations),
    propertyTable('Argument', propertiesOf(inputSchema)) ?? 'No arguments.',
  ].join('\n\n');
}

function effectOf({ readOnlyHint, destructiveHint }: Tool['annotations']): string {
  if (readOnlyHint) return 'Changes nothing.';
  return destructiveHint
    ? 'Can take something away, and then asks for a confirmation first.'
    : 'Changes something, without taking anything away.';
}
