import { describe, expect, it } from 'vitest';
import { createGraphClient } from '../../src/graph-client/graph-client.ts';
import { createPacedClient } from '../../src/graph-client/paced-client.ts';
import { ExportedExperimentsDocument } from '../../src/export/read/documents.ts';
import { createGraph } from '../../src/graph/server.ts';
import { createUpstream } from '../../src/posthog/client.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';

describe('work in the background', () => {
  it('leaves a quarter of the calls of a minute to others, and goes on when there are more', async () => {
    const sandbox = await startCheckedSandbox();
    let now = 1_000_000;
    const limits = { perMinute: 40, perHour: 1_000 };
    const upstream = createUpstream({
      host: sandbox.url,
      concurrency: 4,
      timeoutMs: 10_000,
      version: 'test',
      budget: limits,
      now: () => now,
      lazyRows: false,
    });
    const graph = createGraph({
      upstream,
      apiKey: 'phx_sandbox',
      projectId: '1',
      requestTimeoutMs: 10_000,
      onUnexpectedError: () => undefined,
    });
    const left: number[] = [];
    let waits = 0;
    const client = createPacedClient(
      createGraphClient({ graph, client: 'export', background: true }),
      {
        limits,
        onWait: () => {
          waits += 1;
        },
        wait: (ms) => {
          now += ms;
          return Promise.resolve();
        },
      },
    );
    for (let read = 0; read < 60; read += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const { budget } = await client.read(ExportedExperimentsDocument, { projectId: '1' });
      left.push(budget?.minuteRemaining ?? -1);
    }
    await graph.dispose();
    await upstream.close();
    await sandbox.close();
    expect(Math.min(...left)).toBe(10);
    expect(waits).toBeGreaterThan(0);
    expect(client.calls).toBe(60);
  });
});
