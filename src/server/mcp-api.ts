import type { ServerResponse } from 'node:http';
import type { Api } from './guarded.ts';
import type { Handler } from './handler.ts';
import { replyJson, setHeaders, type Refusal } from '../http/reply.ts';

export const MCP_PATH = '/mcp';

/**
 * The MCP server as this server offers it: without sessions there is nothing to GET or DELETE. That
 * its host is checked keeps out pages that rebind their own name to this machine, as the MCP
 * specification demands.
 */
export const mcpApi = (handle: Handler): Api => ({
  handle,
  refuse: refuseAsJsonRpc,
  methods: ['POST'],
  cors: {
    methods: 'GET, POST, DELETE',
    requestHeaders: 'mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id',
    exposed: 'mcp-protocol-version, mcp-session-id',
  },
});

/** JSON-RPC's range for errors of a server's own. */
const SERVER_ERROR = -32_000;

/** As an error of JSON-RPC, which is what callers of the MCP server read. */
export function refuseAsJsonRpc(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, uncertain } = refusal;
  const error = { code: SERVER_ERROR, message, data: { code, ...(uncertain && { uncertain }) } };
  setHeaders(response, refusal);
  replyJson(response, status, { jsonrpc: '2.0', id: null, error });
}
