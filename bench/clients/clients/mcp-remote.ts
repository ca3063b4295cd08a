import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { MCP, type ClientChecks } from '../check.ts';
import { mcpChecks } from './mcp-tools.ts';

const proxy = fileURLToPath(new URL('../node_modules/mcp-remote/dist/proxy.js', import.meta.url));
const client = new Client({ name: 'clients', version: '1' });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [proxy, MCP, '--allow-http', '--transport', 'http-only'],
    stderr: 'ignore',
  }) as never,
);

export const clients: readonly ClientChecks[] = [
  mcpChecks(
    'mcp-remote (stdio)',
    async () => (await client.listTools()).tools.map(({ name }) => name),
    async (name, args) => JSON.stringify(await client.callTool({ name, arguments: args })),
  ),
];
