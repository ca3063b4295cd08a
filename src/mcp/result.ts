import type { CallToolResult } from '@modelcontextprotocol/server';

export type Structured = Readonly<Record<string, unknown>>;

/** An answer as structured content, and the same as text for clients that read only that. */
export function answered(content: Structured, ...notes: readonly string[]): CallToolResult {
  return {
    content: [...notes, JSON.stringify(content)].map((text) => ({ type: 'text', text })),
    structuredContent: { ...content },
  };
}

/** Something the caller can read and act on; never a stack. */
export function refused(...lines: readonly string[]): CallToolResult {
  return { content: [{ type: 'text', text: lines.join('\n') }], isError: true };
}
