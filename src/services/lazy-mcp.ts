import type { McpHandler } from '../mcp/http.ts';
import type { Services } from './services.ts';

/** The MCP server, imported on the first request: the MCP SDK would dominate startup time. */
export function lazyMcp(services: Services): McpHandler {
  const load = async (): Promise<McpHandler> => {
    const [{ createMcpHttpHandler }, { createMcpFactory }] = await Promise.all([
      import('../mcp/http.ts'),
      import('./create-mcp.ts'),
    ]);
    return createMcpHttpHandler(createMcpFactory(services), (error) => {
      services.log.debug({ err: error }, 'MCP request rejected');
    });
  };
  let handler: Promise<McpHandler> | undefined;
  return Object.assign(
    async (...exchange: Parameters<McpHandler>) => (await (handler ??= load()))(...exchange),
    { close: async () => (await handler)?.close() },
  );
}
