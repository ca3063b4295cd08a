import type { Requests } from '../load/requests.ts';

/** The call that the tools' own descriptions tell an agent to begin with: which experiments need a decision. */
export const overviewCall: Omit<Requests, 'connections'> = {
  path: '/mcp',
  headers: {
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-06-18',
  },
  bodies: [
    JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'experiments-dashboard', arguments: {} },
    }),
  ],
};
