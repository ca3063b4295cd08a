import { describe, expect, it } from 'vitest';
import { createUpstream } from '../../../src/posthog/client.ts';
import { UpstreamLedger } from '../../../src/posthog/request/ledger.ts';
import {
  apiKey,
  failureOf,
  failureOfKind,
  fakePostHog,
  json,
  raw,
  text,
  type Respond,
} from '../../support/fake-posthog.ts';

const experiment = { path: { project_id: '@current', id: 12 } };
const notHttp: Respond = (response) => response.socket?.end('220 smtp ready\r\n');
const endless: Respond = (response) => {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(1_000)));
  };
  response.writeHead(200, { 'content-type': 'application/json' }).on('drain', more);
  more();
};

async function after(answer: Respond) {
  await using posthog = await fakePostHog(answer);
  return await failureOf(posthog.client().call('experiments_pause_create', experiment));
}

describe('an answer that PostHog would not give', () => {
  it.each([
    ['HTML with a 200', text(200, '<html></html>')],
    ['truncated JSON', raw(200, { 'content-type': 'application/json' }, '{"id": 12, "na')],
    ['JSON called text', text(200, '{"id":12}', 'text/plain')],
    ['a list where an object was promised', json(200, [])],
    ['a bare null', json(200, null)],
    ['no body at all', raw(204)],
    ['a redirect to a login page', raw(302, { location: '/login' })],
    ['a 403 page of something in front', text(403, '<html>blocked</html>')],
    ['a server that does not speak HTTP', notHttp],
  ])('%s is malformed, is not retried, and leaves a read certain', async (_, answer) => {
    await using posthog = await fakePostHog(answer);
    const failure = await failureOf(posthog.client().call('experiments_retrieve', experiment));
    expect(failure).toMatchObject({ kind: 'malformed', uncertain: false });
    expect(posthog.received).toHaveLength(1);
  });

  it('a page without its rows is malformed', async () => {
    await using posthog = await fakePostHog(json(200, { count: 3 }));
    const list = posthog.client().pages('experiments_list', { path: { project_id: '2' } });
    expect((await failureOf(list)).kind).toBe('malformed');
  });

  it.each([
    ['lazy', true],
    ['decoded at once', false],
  ])('a page with a value that is no JSON is malformed, where rows are %s', async (_, lazyRows) => {
    const page = raw(
      200,
      { 'content-type': 'application/json' },
      '{"count":1,"next":null,"previous":null,"results":[{"id":12,"name":nope}]}',
    );
    await using posthog = await fakePostHog(page, { lazyRows });
    const list = posthog.client().pages('experiments_list', { path: { project_id: '2' } });
    expect((await failureOf(list)).kind).toBe('malformed');
  });

  it('a write answered with a page or a redirect may have happened; a refused one has not', async () => {
    expect(await after(text(200, '<html>'))).toMatchObject({ kind: 'malformed', uncertain: true });
    expect(await after(text(413, '<html>'))).toMatchObject({ kind: 'malformed', uncertain: false });
    expect(await after(raw(302, { location: '/' }))).toMatchObject({
      kind: 'malformed',
      uncertain: true,
    });
  });
});

describe('an answer over the cap', () => {
  it('is refused by its Content-Length', async () => {
    await using posthog = await fakePostHog(json(200, { id: 'x'.repeat(2_000) }), {
      maxBodyBytes: 1_000,
    });
    const call = posthog.client().call('experiments_retrieve', experiment);
    const failure = await failureOfKind('malformed', call);
    expect(failure).toMatchObject({
      status: 200,
      message: 'The response is larger than 1000 bytes.',
    });
    expect(posthog.ledger.log).toMatchObject([{ status: 200 }]);
  });

  it('is aborted when it has no length and does not end', async () => {
    await using posthog = await fakePostHog(endless, { maxBodyBytes: 1_000 });
    await failureOfKind('malformed', posthog.client().call('experiments_retrieve', experiment));
    await expect(posthog.closed).resolves.toBeUndefined();
  });

  it('is accepted when it is exactly as large as the cap', async () => {
    const body = { id: 12, name: 'exactly' };
    await using posthog = await fakePostHog(json(200, body), {
      maxBodyBytes: JSON.stringify(body).length,
    });
    expect(await posthog.client().call('experiments_retrieve', experiment)).toMatchObject(body);
  });
});

describe('an unreachable server', () => {
  it('a write that was never sent is known not to have happened, and no call is counted', async () => {
    const gone = await fakePostHog(json(200, {}));
    await gone[Symbol.asyncDispose]();
    const options = { host: gone.host, concurrency: 1, timeoutMs: 1_000, version: 'test' };
    const upstream = createUpstream(options);
    const ledger = new UpstreamLedger();
    const client = upstream.for({ apiKey }, { ledger });
    const call = client.call('experiments_launch_create', experiment);
    expect(await failureOfKind('unavailable', call)).toMatchObject({
      reason: 'ECONNREFUSED',
      uncertain: false,
    });
    expect(ledger.calls).toBe(0);
    await upstream.close();
  });

  it('a name that does not resolve is unavailable', async () => {
    await using posthog = await fakePostHog(json(200, {}), { host: 'http://posthog.invalid' });
    const call = posthog.client().call('experiments_launch_create', experiment);
    expect((await failureOfKind('unavailable', call)).reason).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });
});
