import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

describe.each(['2025', '2026'] as const)('the capabilities in the %s revision', (revision) => {
  it('promise nothing that is not served: no changes of lists, no subscriptions, no logging', async () => {
    const client = await mcp.connect({ revision });
    expect(client.getServerCapabilities()).toEqual({
      tools: { listChanged: false },
      resources: { listChanged: false },
      prompts: { listChanged: false },
      completions: {},
    });
    await client.close();
  });
});
