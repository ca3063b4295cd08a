import { Readable, Writable } from 'node:stream';
import { McpServer } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { serveOverStreams } from '../../src/mcp/stdio.ts';
import { initialize, request } from './support/spawn-mcp.ts';

const ANSWER = 'x'.repeat(50_000);
const ASKED = 5_000;

/** An output whose reader reads nothing until it is resumed. */
class Unread extends Writable {
  taken = 0;
  bytes = 0;
  #wake: (() => void) | undefined;
  #awake = false;

  override _write(chunk: Buffer, _: unknown, done: () => void): void {
    const take = () => {
      this.taken += 1;
      this.bytes += chunk.length;
      setImmediate(done);
    };
    if (this.#awake) take();
    else this.#wake = take;
  }

  wake(): void {
    this.#awake = true;
    this.#wake?.();
  }
}

describe('answers that nobody reads', () => {
  it('pause the reading of further requests, and none is lost when reading resumes', async () => {
    let asked = 0;
    const factory = () => {
      const server = new McpServer({ name: 't', version: '1' }, { capabilities: { tools: {} } });
      server.server.setRequestHandler('tools/list', () => {
        asked += 1;
        return { tools: [{ name: ANSWER, inputSchema: { type: 'object' as const } }] };
      });
      return server;
    };
    const lines = [
      initialize,
      ...Array.from({ length: ASKED }, (_, id) => request(id, 'tools/list')),
    ];
    const input = Readable.from(
      lines.map((line) => Buffer.from(`${JSON.stringify(line)}\n`)),
      { objectMode: false },
    );
    const output = new Unread();
    const connection = serveOverStreams(factory, { input, output }, () => undefined);
    // The first answer is waiting in the output; later ones are for requests that were read before it.
    await expect.poll(() => output.writableLength, { timeout: 5_000 }).toBeGreaterThan(0);
    for (let turn = 0; turn < 1_000; turn += 1) await new Promise(setImmediate);
    expect(asked).toBeLessThan(100);
    expect(output.writableLength).toBeLessThan(100 * 51_000);
    output.wake();
    await connection.over;
    expect(await connection.finish(30_000)).toBe(0);
    expect([asked, output.taken]).toEqual([ASKED, ASKED + 1]);
    await connection.close();
  });
});
