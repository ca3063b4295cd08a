import type { IncomingMessage, ServerResponse } from 'node:http';
import { applyCors, type CorsTerms } from './cors.ts';
import { checkGatewayToken } from './gateway-token.ts';
import { checkOrigin, type OriginPolicy } from './origin.ts';
import { replyJson, type Refusal } from './reply.ts';

type Door = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface McpGuards {
  readonly origins: OriginPolicy;
  readonly gatewayToken: string | undefined;
}

export const MCP_PATH = '/mcp';

const terms: CorsTerms = {
  methods: 'GET, POST, DELETE',
  requestHeaders: 'mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id',
  exposed: 'mcp-protocol-version, mcp-session-id',
};

/**
 * The MCP door behind the checks of every API. The one of the host keeps out pages that rebind
 * their own name to this machine, as the MCP specification demands.
 */
export function guardedMcp(mcp: Door, { origins, gatewayToken }: McpGuards): Door {
  return (request, response) => {
    if (applyCors(request, response, origins, terms)) return undefined;
    const refusal = checkOrigin(request, origins) ?? checkGatewayToken(request, gatewayToken);
    return refusal ? refuseAsJsonRpc(response, refusal) : mcp(request, response);
  };
}

/** JSON-RPC's range for errors of a server's own. */
const SERVER_ERROR = -32_000;

export function refuseAsJsonRpc(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, uncertain } = refusal;
  const error = { code: SERVER_ERROR, message, data: { code, ...(uncertain && { uncertain }) } };
  replyJson(response, status, { jsonrpc: '2.0', id: null, error });
}
