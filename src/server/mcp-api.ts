import type { ServerResponse } from 'node:http';
import { recordOf } from '../instrumentation/request-record.ts';
import type { Api } from './guarded.ts';
import type { Handler } from './handler.ts';
import { replyJson, setHeaders, type Refusal } from '../http/reply.ts';
import { checkAccepted, checkMediaType } from './media-type.ts';

export const MCP_PATH = '/mcp';

/**
 * The MCP API of this server: without sessions there is nothing to GET or DELETE. The check of the host name
 * protects against DNS rebinding, as the MCP specification requires.
 */
export const mcpApi = (handle: Handler): Api => ({
  handle,
  refuse: refuseAsJsonRpc,
  methods: ['POST'],
  check: (request) => checkMediaType(request) ?? checkAccepted(request, ANSWER_TYPES),
  cors: {
    methods: 'GET, POST, DELETE',
    requestHeaders: 'mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id',
    exposed: 'mcp-protocol-version, mcp-session-id, x-request-id',
  },
});

/** The types of streamable HTTP. */
const ANSWER_TYPES = ['application/json', 'text/event-stream'];

/** From JSON-RPC's range for implementation-defined server errors. */
const SERVER_ERROR = -32_000;

/** Writes a refusal as a JSON-RPC error, the format of the MCP server. */
export function refuseAsJsonRpc(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, uncertain, retryAfterSeconds } = refusal;
  const requestId = recordOf(response.req)?.id;
  const data = { code, ...(uncertain && { uncertain }), retryAfterSeconds, requestId };
  const error = { code: SERVER_ERROR, message, data };
  setHeaders(response, refusal);
  replyJson(response, status, { jsonrpc: '2.0', id: null, error });
}
