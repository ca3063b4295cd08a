import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { createGraph } from '../../src/graph/server.ts';
import { createCatalogue, createMcpServerFactory } from '../../src/mcp/create-mcp-server.ts';
import { createMcpHttpHandler } from '../../src/mcp/http.ts';
import { createUpstream } from '../../src/posthog/client.ts';
import { createMcpServer } from '../../src/server/server.ts';
import { listen } from '../../src/server/listen.ts';
import { McpServer, type McpServerFactory } from '@modelcontextprotocol/server';
import { pino } from 'pino';
import { addFixtures, callFixture, fixtureTools } from './fixtures.ts';

// This product's MCP server, unchanged, over a sandbox, with the conformance suite's fixtures beside its tools.

const sandbox = await createSandbox();
const shared = {
  upstream: createUpstream({ host: sandbox.url, concurrency: 10, timeoutMs: 10_000 }),
  apiKey: 'phx_sandbox',
  projectId: '1',
  requestTimeoutMs: 20_000,
  onUnexpectedError: (error: unknown) => {
    console.error(error);
  },
};
const product = createMcpServerFactory({
  ...shared,
  graph: createGraph(shared),
  info: { name: 'posthog-experiments-graph', title: 'PostHog experiments', version: '0.0.0' },
});
const listed = createCatalogue().tools.map((tool) => tool.listed);

const withFixtures: McpServerFactory = async (context) => {
  const server = await product(context);
  if (!(server instanceof McpServer)) throw new Error('The product makes McpServers.');
  addFixtures(server);
  server.server.registerCapabilities({ logging: {}, resources: { subscribe: true } });
  server.server.setRequestHandler('tools/list', () => ({ tools: [...fixtureTools, ...listed] }));
  server.server.setRequestHandler(
    'tools/call',
    async ({ params }, inner) =>
      (await callFixture(params.name, inner)) ?? { content: [], isError: true },
  );
  server.server.setRequestHandler('resources/subscribe', () => ({}));
  server.server.setRequestHandler('resources/unsubscribe', () => ({}));
  server.server.setRequestHandler('logging/setLevel', () => ({}));
  return server;
};

const handler = createMcpHttpHandler(withFixtures, (error) => {
  console.error(error.message);
});
const http = createMcpServer(handler, {
  log: pino({ level: 'silent' }),
  origins: { corsOrigins: [], allowedHosts: [] },
  gatewayToken: undefined,
});
const port = await listen(http, {
  host: '127.0.0.1',
  port: Number(process.env['PORT'] ?? 0),
  setting: 'PORT',
});
console.log(`http://127.0.0.1:${port}/mcp`);
