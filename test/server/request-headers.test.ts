import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const KEY = { authorization: 'Bearer phx_sandbox' };
const EXPERIMENT = '/v1/api/projects/1/experiments/5';
const QUERY = '/graphql?query={experiment(id:5){name}}';

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess({ LOG_LEVEL: 'silent' });
});
afterAll(() => server.stop());

const read = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers: { ...KEY, ...headers } });
const write = (method: 'POST' | 'PATCH', path: string, type: string, body: object) =>
  fetch(server.url + path, {
    method,
    headers: { ...KEY, 'content-type': type },
    body: JSON.stringify(body),
  });

describe('GraphQL and REST', () => {
  it.each([
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['application/json ;charset=utf-8', 200],
    ['application/jsonp', 415],
    ['text/plain; application/json', 415],
  ])('read a body that is said to be %s alike: %i', async (type, status) => {
    const asked = await write('POST', '/graphql', type, {
      query: '{ experiment(id: 5) { name } }',
    });
    const patched = await write('PATCH', EXPERIMENT, type, {});
    expect([asked.status, patched.status]).toEqual([status, status]);
  });

  it.each([QUERY, EXPERIMENT])(
    'answer 304 to who has the answer of %s, among others',
    async (path) => {
      const { headers } = await read(path);
      const etag = headers.get('etag') ?? '';
      const opaque = etag.replace(/^W\//, '');
      expect(opaque).toMatch(/^"[\w-]+"$/);
      const statuses = await Promise.all(
        ['*', opaque, `W/${opaque}`, `"other" , W/${opaque}`, '"other"', `"${opaque}"`].map(
          async (tags) => (await read(path, { 'if-none-match': tags })).status,
        ),
      );
      expect(statuses).toEqual([304, 304, 304, 304, 200, 200]);
    },
  );

  it.each([
    ['max-age=60', true],
    ['max-age="60"', true],
    ['no-transform, Max-Age = 60', true],
    ['max-age=60, no-cache', false],
    ['x-max-age=60, max-age=0', false],
  ])('take an answer that was read before for Cache-Control: %s: %s', async (control, isTaken) => {
    await read(EXPERIMENT);
    const rest = await read(EXPERIMENT, { 'cache-control': control });
    const asked = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...KEY, 'content-type': 'application/json', 'cache-control': control },
      body: JSON.stringify({ query: '{ experiment(id: 5) { name } }' }),
    });
    const { extensions } = (await asked.json()) as { extensions: { upstream: { calls: number } } };
    const calls = isTaken ? 0 : 1;
    expect(Number(rest.headers.get('x-upstream-calls'))).toBe(calls);
    expect(extensions.upstream.calls).toBe(calls);
  });
});
