import type { McpDoor } from '../mcp/http.ts';
import type { Foundation } from './foundation.ts';

/** The MCP door, loaded with the first request to it: its libraries are a good part of what a start would load. */
export function lateMcp(foundation: Foundation): McpDoor {
  const load = async (): Promise<McpDoor> => {
    const [{ createMcpDoor }, { mcpOn }] = await Promise.all([
      import('../mcp/http.ts'),
      import('./mcp-on.ts'),
    ]);
    return createMcpDoor(mcpOn(foundation), (error) => {
      foundation.log.debug({ err: error }, 'MCP request rejected');
    });
  };
  let door: Promise<McpDoor> | undefined;
  return Object.assign(
    async (...exchange: Parameters<McpDoor>) => (await (door ??= load()))(...exchange),
    { close: async () => (await door)?.close() },
  );
}
