import { afterEach, describe, expect, it } from 'vitest';
import {
  error,
  fakePostHog,
  inTurn,
  json,
  raw,
  silence,
  cut,
  text,
  type Respond,
} from '../support/fake-posthog.ts';
import type { UpstreamOptions } from '../../src/posthog/client.ts';
import { send, serveRest, type RestServer } from '../support/rest.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** The REST API over a fake PostHog with answers set by the test. */
async function restOver(
  answer: Respond,
  client: Partial<UpstreamOptions> = {},
  options: { requestTimeoutMs?: number } = {},
): Promise<RestServer & { received: readonly unknown[] }> {
  const posthog = await fakePostHog(answer, client);
  const server = await serveRest(posthog.upstream, options);
  opened.push(
    () => server.close(),
    () => posthog[Symbol.asyncDispose](),
  );
  return { ...server, received: posthog.received };
}

const path = '/v1/api/projects/1/experiments/7';
const launch = `${path}/launch`;

describe('a PostHog that fails', () => {
  it('with a JSON error body is passed on with its status', async () => {
    const body = error('server_error', 'error', 'A server error occurred.');
    const { url } = await restOver(json(500, body));
    expect(await send(url + path, 'GET')).toMatchObject({ status: 500, body });
  });

  it.each<[string, Respond, number, string]>([
    ['a page of its proxy', text(502, '<h1>Bad gateway</h1>'), 502, 'upstream_unavailable'],
    ['HTML where JSON should be', text(200, '<p>Log in'), 502, 'upstream_malformed'],
    [
      'truncated JSON',
      raw(200, { 'content-type': 'application/json' }, '{"id":'),
      502,
      'upstream_malformed',
    ],
    ['a redirect', raw(302, { location: 'https://elsewhere.example' }), 502, 'upstream_malformed'],
    ['a connection cut', cut, 502, 'upstream_unavailable'],
  ])("with %s is a %i in PostHog's error format", async (_, answer, status, code) => {
    const { url } = await restOver(answer);
    const failed = await send(url + path, 'GET');
    expect(failed.status).toBe(status);
    expect(failed.body).toEqual({
      type: 'server_error',
      code,
      detail: expect.any(String) as string,
      attr: null,
    });
  });

  it('to answer in time is a 504, which says for a write that it may have happened', async () => {
    const { url, received } = await restOver(silence, {}, { requestTimeoutMs: 100 });
    const read = await send(url + path, 'GET');
    expect(read).toMatchObject({ status: 504, body: { code: 'upstream_timeout' } });
    const written = await send(url + launch, 'POST');
    expect(written).toMatchObject({ status: 504, calls: 1 });
    expect(written.body.detail).toContain('may have been made');
    expect(received).toHaveLength(2);
  });

  it('once is called again for a read, and a write is never sent twice', async () => {
    const { url } = await restOver(inTurn(json(503, {}), json(200, { id: 7 })));
    expect(await send(url + path, 'GET')).toMatchObject({ status: 200, body: { id: 7 }, calls: 2 });
    const other = await restOver(inTurn(json(503, { detail: 'Later.' }), json(200, {})));
    expect(await send(other.url + launch, 'POST')).toMatchObject({
      status: 503,
      body: { detail: 'Later.' },
      calls: 1,
    });
  });
});

const throttled = (seconds: string) =>
  error('throttled_error', 'throttled', `Request was throttled.${seconds}`);

describe('a 429', () => {
  it("is passed on, with the seconds of PostHog's text in Retry-After", async () => {
    const body = throttled(' Expected available in 7 seconds.');
    const { url } = await restOver(json(429, body));
    const refused = await send(url + launch, 'POST');
    expect(refused).toMatchObject({ status: 429, body });
    expect(refused.headers.get('retry-after')).toBe('7');
  });

  it('has Retry-After even when PostHog names no wait', async () => {
    const { url } = await restOver(json(429, throttled('')));
    const { status, headers } = await send(url + launch, 'POST');
    expect({ status, wait: Number(headers.get('retry-after')) }).toEqual({ status: 429, wait: 60 });
  });

  it("is answered without a call once the key's budget is spent, with PostHog's message", async () => {
    const budget = { perMinute: 2, perHour: 100 };
    const { url, received } = await restOver(
      json(200, { id: 7 }),
      { budget },
      { requestTimeoutMs: 300 },
    );
    await send(url + path, 'GET');
    await send(`${url}/v1/api/projects/1/experiments/8`, 'GET');
    const refused = await send(url + path, 'GET');
    const wait = refused.headers.get('retry-after');
    expect(Number(wait)).toBeGreaterThan(50);
    expect(refused).toMatchObject({
      status: 429,
      calls: 0,
      body: throttled(` Expected available in ${wait} seconds.`),
    });
    expect(received).toHaveLength(2);
    const another = await send(url + path, 'GET', { key: 'phx_another' });
    expect(another.status).toBe(200);
  });
});

describe('an older or newer PostHog', () => {
  it('without the endpoint is passed on as a 404', async () => {
    const body = error('invalid_request', 'not_found', 'Not found.');
    const { url } = await restOver(json(404, body));
    const answer = await send(`${url}/v1/api/projects/1/experiments/stats`, 'GET');
    expect(answer).toMatchObject({ status: 404, body });
  });
});

describe('an unexpected error of the REST API', () => {
  it('is a 500 with the id of its log entry and no details', async () => {
    const posthog = await fakePostHog(json(200, {}));
    const reported: unknown[][] = [];
    const broken = {
      ...posthog.upstream,
      for: () => {
        throw new Error('secret detail');
      },
    };
    const onUnexpectedError = (...words: unknown[]) => reported.push(words);
    const server = await serveRest(broken, { onUnexpectedError });
    opened.push(
      () => server.close(),
      () => posthog[Symbol.asyncDispose](),
    );
    const { status, body } = await send(server.url + path, 'GET');
    expect(status).toBe(500);
    expect(body).toEqual({
      ...error('server_error', 'error', 'A server error occurred.'),
      extra: { error_id: reported[0]?.[1] },
    });
    expect(reported).toHaveLength(1);
  });
});

it('when the caller leaves, the upstream call is aborted', async () => {
  const posthog = await fakePostHog(silence);
  const server = await serveRest(posthog.upstream);
  opened.push(
    () => server.close(),
    () => posthog[Symbol.asyncDispose](),
  );
  const leaving = new AbortController();
  const headers = { authorization: 'Bearer phx_x' };
  const asked = fetch(server.url + path, { headers, signal: leaving.signal }).catch(() => 'left');
  await posthog.arrived;
  leaving.abort();
  expect(await asked).toBe('left');
  await posthog.closed;
  expect(server.unexpected).toEqual([]);
});
