import type { McpServerFactory } from '@modelcontextprotocol/server';
import { createMcpServerFactory } from '../mcp/create-mcp-server.ts';
import { reportTool } from '../report/mcp/report-tool.ts';
import { version } from '../version.ts';
import type { Services } from './services.ts';

const info = { name: 'posthog-experiments-graph', title: 'PostHog experiments', version };

/** The MCP server over the shared services, for any transport. */
export const createMcpFactory = ({ config, graph, shared, access }: Services): McpServerFactory =>
  createMcpServerFactory({
    ...shared,
    graph,
    info,
    tools: { ...config.mcpTools, extraTools: [reportTool] },
    mayIntrospect: (key) => config.introspection && access.mayIntrospect(key),
  });
