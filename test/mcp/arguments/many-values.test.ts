import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMcp, type TestMcp } from '../../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

/** Calls a tool with these arguments, and returns the answer as text. */
async function call(given: unknown): Promise<string> {
  const response = await fetch(mcp.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: 'Bearer phx_sandbox',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'experiment-update', arguments: given },
    }),
  });
  return response.text();
}

const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1]));
/** Objects in a list, with one value each: two values for each of them. */
const metrics = (count: number) => Array.from({ length: count }, () => ({ kind: 1 }));

describe('the arguments of a call with more than 10,000 values', () => {
  it.each([
    ['by their names', { id: 1, ...names(10_000) }],
    ['in lists and objects', { id: 1, metrics: metrics(5_000) }],
    ['in text', JSON.stringify({ id: 1, ...names(10_000) })],
  ])('are refused before anything else looks at them: %s', async (_, given) => {
    const before = mcp.sandbox.requests().length;
    const answer = await call(given);
    expect(answer).toContain('"code":-32602');
    expect(answer).toContain('the arguments of a call may have 10000 values');
    expect(answer).toContain('"id":7');
    expect(mcp.sandbox.requests()).toHaveLength(before);
  });

  it('are read when they have no more', async () => {
    const answer = await call({ id: 1, metrics: metrics(4_999) });
    expect(answer).not.toContain('10000 values');
    expect(answer).toContain('metrics');
  });
});
