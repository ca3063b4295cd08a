import type { CallToolResult } from '@modelcontextprotocol/server';

export type Structured = Readonly<Record<string, unknown>>;

/** A result with an answer as structured content, and as text for clients that read only text. */
export function answered(content: Structured, ...notes: readonly string[]): CallToolResult {
  return {
    content: [...notes, JSON.stringify(content)].map((text) => ({ type: 'text', text })),
    structuredContent: { ...content },
  };
}

/** An error result with text the caller can act on; it never contains a stack trace. */
export function refused(...lines: readonly string[]): CallToolResult {
  return { content: [{ type: 'text', text: lines.join('\n') }], isError: true };
}
