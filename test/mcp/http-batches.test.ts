import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

const call = (id: number, given: object) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name: 'experiment-get', arguments: given },
});
const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
const values = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`k${at}`, 1]));

describe('an array of JSON-RPC messages over HTTP', () => {
  it.each<[string, unknown[]]>([
    ['two calls', [call(1, { id: 4 }), call(2, { id: 5 })]],
    ['one call', [call(1, { id: 4 })]],
    ['a call with more values than one may have', [call(1, values)]],
    ['a ping', [ping]],
    ['notifications', [notification, notification]],
    ['nothing', []],
  ])('is refused before anything of it runs, in every accepted type: %s', async (_, messages) => {
    for (const accept of [
      'application/json',
      'text/event-stream',
      'application/json, text/event-stream',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- what one of them sends must not be counted for another
      const response = await fetch(mcp.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept,
          authorization: 'Bearer phx_sandbox',
        },
        body: JSON.stringify(messages),
      });
      expect(response.status).toBe(400);
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect(await response.json()).toEqual({
        jsonrpc: '2.0',
        id: null,
        error: {
          code: -32_600,
          message: 'Invalid request: batches are not supported. Send each message by itself.',
        },
      });
    }
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});
