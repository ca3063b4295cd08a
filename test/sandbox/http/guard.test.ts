import { afterEach, describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { startCheckedSandbox, useCheckedSandbox } from '../support/checked-sandbox.ts';
import { askWithHeaders } from '../../support/raw-http.ts';

const LIST = '/api/projects/1/experiments/';
const JSON_TYPE = { 'content-type': 'application/json' };
const FOREIGN = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
const REBOUND = { host: 'evil.example', origin: 'http://evil.example' };

/** Every control call that changes something, with a valid body. */
const changes: readonly (readonly [method: string, call: string, body: object | undefined])[] = [
  ['POST', 'reset', undefined],
  ['POST', 'reset', {}],
  ['POST', 'load', { given: {} }],
  ['POST', 'clock', { advance: '1d' }],
  ['POST', 'faults', { status: 503 }],
  ['POST', 'profile', { fat_lists: true }],
  ['DELETE', 'faults', undefined],
  ['DELETE', 'requests', undefined],
];

describe('a control call', () => {
  const sandbox = useCheckedSandbox();
  afterEach(() => {
    sandbox().reset();
  });

  const send = (
    method: string,
    call: string,
    headers: Readonly<Record<string, string>>,
    body?: object,
  ) =>
    askWithHeaders(
      `${sandbox().url}/_sandbox/${call}`,
      method,
      headers,
      body && JSON.stringify(body),
    );
  const state = async () => ({
    state: (await send('GET', 'state', {})).body,
    profile: (await send('GET', 'profile', {})).body,
    log: sandbox().requests(),
    hours: Math.floor(sandbox().now().getTime() / 3_600_000),
  });

  it.each(changes)(
    '%s %s from a page of another origin changes nothing',
    async (method, call, body) => {
      await caller(sandbox()).ok('POST', LIST, {
        name: 'Made here',
        feature_flag_key: 'made-here',
      });
      const before = await state();
      for (const headers of [
        FOREIGN,
        { ...FOREIGN, ...JSON_TYPE },
        { origin: 'https://evil.example', ...JSON_TYPE },
        { origin: 'null', ...JSON_TYPE },
        { 'sec-fetch-site': 'same-site', ...JSON_TYPE },
      ]) {
        const { status, body: text } = await send(method, call, headers, body);
        expect([status, JSON.parse(text)]).toMatchObject([403, { code: 'origin_not_allowed' }]);
      }
      expect(await state()).toEqual(before);
    },
  );

  it.each(changes)(
    '%s %s under a rebound host name changes nothing',
    async (method, call, body) => {
      const before = await state();
      for (const headers of [
        { ...REBOUND, ...JSON_TYPE },
        { host: 'evil.example:4010', ...JSON_TYPE },
        { host: '127.0.0.1.evil.example', 'sec-fetch-site': 'same-origin', ...JSON_TYPE },
      ]) {
        const { status, body: text } = await send(method, call, headers, body);
        expect([status, JSON.parse(text)]).toMatchObject([421, { code: 'host_not_allowed' }]);
      }
      expect(await state()).toEqual(before);
    },
  );

  it.each(['state', 'requests', 'clock', 'profile'])(
    'GET %s is refused for pages too',
    async (call) => {
      expect((await send('GET', call, FOREIGN)).status).toBe(403);
      expect((await send('GET', call, { host: 'evil.example' })).status).toBe(421);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'POST with a body of the form content type %s is refused',
    async (type) => {
      for (const [, call, body] of changes.filter(([method]) => method === 'POST')) {
        const { status, body: text } = await send('POST', call, { 'content-type': type }, body);
        expect(status).toBe(415);
        expect(JSON.parse(text)).toMatchObject({
          detail: expect.stringContaining('content-type: application/json'),
        });
      }
    },
  );

  it('POST without a content type is accepted from a program, but not from a browser', async () => {
    expect((await send('POST', 'reset', {})).status).toBe(204);
    for (const site of ['none', 'same-origin']) {
      expect((await send('POST', 'reset', { 'sec-fetch-site': site })).status).toBe(415);
    }
    const { host } = new URL(sandbox().url);
    expect((await send('POST', 'reset', { origin: `http://${host}` })).status).toBe(415);
    expect((await send('POST', 'clock', {}, { advance: '1d' })).status).toBe(415);
  });

  it('is accepted for loopback names', async () => {
    for (const host of ['localhost:4010', '127.0.0.1', '[::1]:80', 'sandbox.localhost']) {
      expect((await send('POST', 'reset', { host, ...JSON_TYPE }, {})).status).toBe(204);
    }
  });
});

describe('an API request', () => {
  it('under a rebound host name is refused, whatever its key', async () => {
    const sandbox = await startCheckedSandbox();
    const key = { authorization: 'Bearer phx_sandbox' };
    const { status, body: text } = await askWithHeaders(sandbox.url + LIST, 'GET', {
      ...REBOUND,
      ...key,
    });
    expect([status, JSON.parse(text)]).toMatchObject([421, { code: 'host_not_allowed' }]);
    const made = await askWithHeaders(
      sandbox.url + LIST,
      'POST',
      { ...REBOUND, ...key, ...JSON_TYPE },
      JSON.stringify({ name: 'x', feature_flag_key: 'x' }),
    );
    expect(made.status).toBe(421);
    expect(sandbox.requests()).toEqual([]);
    await sandbox.close();
  });

  it('is accepted for an allowed name, and for the address of the connection', async () => {
    const sandbox = await startCheckedSandbox({
      host: '0.0.0.0',
      allowedHosts: ['sandbox.internal'],
    });
    const url = `http://127.0.0.1:${sandbox.port}${LIST}`;
    for (const [host, status] of [
      ['sandbox.internal:4010', 401],
      [`127.0.0.1:${sandbox.port}`, 401],
      ['other.internal', 421],
      ['10.1.2.3', 421],
    ] as const) {
      expect([host, (await askWithHeaders(url, 'GET', { host })).status]).toEqual([host, status]);
    }
    await sandbox.close();
  });

  it('with an invalid URL is answered with 400', async () => {
    const sandbox = await startCheckedSandbox();
    const { status } = await askWithHeaders(sandbox.url, 'GET', { host: 'localhost:port' });
    expect(status).toBe(400);
    await sandbox.close();
  });
});
