import { createMCPClient } from '@ai-sdk/mcp';
import { MCP, type ClientChecks } from '../check.ts';
import { mcpChecks } from './mcp-tools.ts';

const client = await createMCPClient({ transport: { type: 'http', url: MCP } });

export const clients: readonly ClientChecks[] = [
  mcpChecks(
    'AI SDK (MCP)',
    async () => Object.keys(await client.tools()),
    async (name, args) => {
      const tools = await client.tools();
      const result = await tools[name]?.execute(args, { toolCallId: '1', messages: [] } as never);
      return JSON.stringify(result);
    },
  ),
];
