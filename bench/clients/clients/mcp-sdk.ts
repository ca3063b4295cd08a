import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  Client as NextClient,
  StreamableHTTPClientTransport as NextTransport,
} from '@modelcontextprotocol/client';
import { MCP, type ClientChecks } from '../check.ts';
import { mcpChecks } from './mcp-tools.ts';

const info = { name: 'clients', version: '1' };
const client = new Client(info);
await client.connect(new StreamableHTTPClientTransport(new URL(MCP)) as never);
const next = new NextClient(info);
await next.connect(new NextTransport(new URL(MCP)));

export const clients: readonly ClientChecks[] = [
  mcpChecks(
    'MCP SDK 1',
    async () => (await client.listTools()).tools.map(({ name }) => name),
    async (name, args) => JSON.stringify(await client.callTool({ name, arguments: args })),
  ),
  mcpChecks(
    'MCP SDK 2',
    async () => (await next.listTools()).tools.map(({ name }) => name),
    async (name, args) => JSON.stringify(await next.callTool({ name, arguments: args })),
  ),
];
