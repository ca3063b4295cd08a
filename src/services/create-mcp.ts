import type { McpServerFactory } from '@modelcontextprotocol/server';
import { createMcp } from '../mcp/create-mcp-server.ts';
import { version } from '../version.ts';
import type { Foundation } from './services.ts';

const info = { name: 'posthog-experiments-graph', title: 'PostHog experiments', version };

/** The MCP server on a foundation, for whatever transport. */
export const mcpOn = ({ config, graph, shared }: Foundation): McpServerFactory =>
  createMcp({ ...shared, graph, info, capabilityNames: config.mcpCapabilityNames });
