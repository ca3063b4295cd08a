import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer } from '../../src/server/server.ts';
import type { ApiServer } from '../../src/server/api-server.ts';
import { listen } from '../../src/server/listen.ts';

let server: ApiServer | undefined;
afterEach(() => {
  server?.close().closeAllConnections();
});

const MEGABYTES = Buffer.alloc(50_000_000);

async function start(graph: Parameters<typeof createServer>[0]['graph']): Promise<number> {
  server = createServer({
    graph,
    graphiql: undefined,
    rest: undefined,
    mcp: undefined,
    ready: () => Promise.resolve({ ok: true }),
    log: pino({ level: 'silent' }),
    origins: { corsOrigins: [], allowedHosts: undefined },
    gatewayToken: undefined,
    stalledReaderMs: 50,
  });
  return listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
}

const GET = 'GET /graphql HTTP/1.1\r\nhost: localhost\r\n\r\n';

describe('a peer that does not read', () => {
  it('is disconnected, whatever response it does not read', async () => {
    const closed = Promise.withResolvers<boolean>();
    const port = await start((_, response) => {
      response.once('close', () => {
        closed.resolve(response.writableFinished);
      });
      response.end(MEGABYTES);
    });
    const reader = connect(port, '127.0.0.1').on('error', () => undefined);
    reader.pause().write(GET);
    expect(await closed.promise).toBe(false);
    reader.destroy();
  });

  it('stays connected while it has nothing to read: a stream without events, or a slow response', async () => {
    const silences: (() => void)[] = [];
    const port = await start((_, response) => {
      response.write('first');
      silences.push(() => response.end('last'));
    });
    const reader = connect(port, '127.0.0.1').setEncoding('utf8');
    let text = '';
    reader.on('data', (piece: string) => (text += piece));
    const silent = once(server!, 'timeout');
    reader.write(GET);
    await silent;
    silences[0]?.();
    await expect.poll(() => text).toContain('last');
    reader.destroy();
  });
});
