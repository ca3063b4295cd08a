import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const codings = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  GZIP: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
} as const;

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());

async function send(
  path: string,
  body: Uint8Array,
  headers: Record<string, string>,
  method = 'POST',
) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sent = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'content-length': String(body.length),
    authorization: 'Bearer phx_sandbox',
    ...headers,
  };
  request(server.url + path, { method, headers: sent }, resolve)
    .on('error', reject)
    .end(body);
  const response = await promise;
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** One request of each API that has a body, and what its answer contains. */
const apis = [
  ['/graphql', { query: '{ __typename }' }, '{"data":{"__typename":"Query"}', 'POST'],
  [
    '/v1/api/projects/1/experiments/5',
    { description: 'Sent compressed.' },
    '"description":"Sent compressed."',
    'PATCH',
  ],
  ['/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' }, '"experiment-get"', 'POST'],
] as const;

describe.each(apis)('a compressed body for %s', (path, body, expected, method) => {
  const json = JSON.stringify(body);

  it.each(Object.keys(codings) as (keyof typeof codings)[])('is read with %s', async (coding) => {
    const compressed = codings[coding](Buffer.from(json));
    const seen = await send(path, compressed, { 'content-encoding': coding }, method);
    expect(seen.status).toBe(200);
    expect(seen.body).toContain(expected);
  });

  it('is read plain with identity', async () => {
    const seen = await send(path, Buffer.from(json), { 'content-encoding': 'identity' }, method);
    expect(seen.body).toContain(expected);
  });

  it.each(['compress', 'gzip, br', 'constructor', 'x'])(
    'is refused with 415 for the coding %s, which names those that are read',
    async (coding) => {
      const seen = await send(path, Buffer.from(json), { 'content-encoding': coding }, method);
      expect(seen.status).toBe(415);
      expect(seen.headers['accept-encoding']).toContain('gzip');
      expect(seen.body).toMatch(/unsupported_media_type/i);
    },
  );

  it('is refused with 413 if it is too large after decompression, however small it was', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    expect(bomb.length).toBeLessThan(60_000);
    const seen = await send(path, bomb, { 'content-encoding': 'gzip' }, method);
    expect(seen.status).toBe(413);
    expect(seen.body).toMatch(/request_entity_too_large/i);
  });

  it('is refused with 413 if it is too large before decompression', async () => {
    const seen = await send(path, Buffer.alloc(1_000_001), { 'content-encoding': 'br' }, method);
    expect(seen.status).toBe(413);
  });

  it('is refused with 400 if it is damaged, and not repeated', async () => {
    const seen = await send(path, Buffer.from(json), { 'content-encoding': 'gzip' }, method);
    expect(seen.status).toBe(400);
    expect(seen.body).toMatch(/bad_request/i);
    expect(seen.body).not.toContain(json.slice(-20));
  });

  it('is not looked at before the guards have passed', async () => {
    const seen = await send(
      path,
      gzipSync(json),
      { 'content-encoding': 'gzip', origin: 'https://evil.example' },
      method,
    );
    expect(seen.status).toBe(403);
  });
});

it('an idle connection stays open longer than the 60 seconds of common load balancers', async () => {
  const seen = await send('/graphql', Buffer.from('{"query":"{__typename}"}'), {});
  expect(seen.headers['keep-alive']).toBe('timeout=75');
});
