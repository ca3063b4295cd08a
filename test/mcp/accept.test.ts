import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess({});
});
afterAll(() => server.stop());

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
};
const call = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'experiment-get', arguments: { id: 4 } },
};

async function post(message: object, accept: string | undefined) {
  const response = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer phx_sandbox',
      // Without one of its own, fetch sends a range for everything.
      ...(accept !== undefined && { accept }),
    },
    body: JSON.stringify(message),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
  };
}

describe('the Accept header of an MCP client', () => {
  it.each(['application/json', 'application/json;q=0.5', 'application/*', 'APPLICATION/JSON'])(
    'that takes JSON only, as %s, is answered in JSON',
    async (accept) => {
      const { status, type, body } = await post(initialize, accept);
      expect({ status, type }).toEqual({ status: 200, type: 'application/json' });
      expect(JSON.parse(body)).toMatchObject({ id: 1, result: { serverInfo: {} } });
      const called = JSON.parse((await post(call, accept)).body) as object;
      expect(called).toMatchObject({ id: 2, result: { content: [{ type: 'text' }] } });
    },
  );

  it.each(['text/event-stream', '*/*', undefined, 'application/json, text/event-stream'])(
    'that takes events, as %s, is answered in a stream of one event',
    async (accept) => {
      const { status, body } = await post(call, accept);
      expect(status).toBe(200);
      expect(JSON.parse(body.replace(/^[^]*data: /, ''))).toMatchObject({ id: 2, result: {} });
    },
  );

  it('an error of JSON-RPC is answered in JSON as well', async () => {
    const { status, body } = await post({ ...call, method: 'nope' }, 'application/json');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ id: 2, error: { code: -32_601 } });
  });

  it.each(['text/html', 'application/json;q=0, text/event-stream;q=0'])(
    'that takes neither, as %s, is refused with 406',
    async (accept) => {
      expect((await post(call, accept)).status).toBe(406);
    },
  );
});
