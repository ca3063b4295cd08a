import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest();
});
afterAll(() => rest.close());
beforeEach(() => {
  rest.sandbox.clearRequests();
});

const root = '/v1/api/projects/1';
const path = `${root}/experiments/5`;
const renamed = { description: 'renamed' };

describe('a write that must only be made in a certain state', () => {
  it('is refused with the ETag of a read, however it was read', async () => {
    const { headers } = await rest.call('GET', path);
    rest.sandbox.clearRequests();
    const etag = headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    for (const sent of [etag, `W/${etag}`, `${etag}, "another"`, '']) {
      // oxlint-disable-next-line no-await-in-loop -- one request after the other
      const answer = await rest.call('PATCH', path, {
        body: renamed,
        headers: { 'if-match': sent },
      });
      expect(answer).toMatchObject({ status: 400, calls: 0 });
      expect(answer.body).toEqual({
        type: 'invalid_request',
        code: 'conditional_write',
        detail:
          'Writes with If-Match are not supported, so nothing was sent. To change an object only if nobody else has, send the `version` that you read in the body, if the operation takes one.',
        attr: null,
      });
    }
    expect(rest.sandbox.requests()).toEqual([]);
  });

  it.each([
    ['PUT', path, { 'if-match': '"one"' }],
    ['PATCH', path, { 'if-unmodified-since': 'Tue, 01 Dec 2026 12:00:00 GMT' }],
    ['PATCH', path, { 'if-match': '*', 'if-unmodified-since': 'Tue, 01 Dec 2026 12:00:00 GMT' }],
    ['POST', `${root}/experiments`, { 'if-none-match': '*' }],
    ['POST', `${root}/experiments/5/launch`, { 'if-match': '"one"' }],
    ['DELETE', `${root}/experiment-holdouts/1`, { 'if-match': '"one"' }],
  ])('is refused before anything is sent: %s %s with %j', async (method, target, headers) => {
    const answer = await rest.call(method, target, { body: renamed, headers });
    expect(answer).toMatchObject({ status: 400, calls: 0, body: { code: 'conditional_write' } });
    expect(rest.sandbox.requests()).toEqual([]);
  });

  it('is made with If-Match: *, which asks for no certain state', async () => {
    const answer = await rest.call('PATCH', path, { body: renamed, headers: { 'if-match': '*' } });
    expect(answer).toMatchObject({ status: 200, body: renamed });
  });

  it('is made with the version in the body, and refused by PostHog with a stale one', async () => {
    const { body } = await rest.call('GET', path);
    const made = await rest.call('PATCH', path, { body: { ...renamed, version: body.version } });
    expect(made.status).toBe(200);
    const stale = { description: 'too late', version: body.version };
    expect((await rest.call('PATCH', path, { body: stale })).status).toBe(409);
  });

  it('is no read that is sent as a POST', async () => {
    const answer = await rest.call('POST', `${root}/experiments/calculate-running-time`, {
      body: { metric_type: 'funnel', minimum_detectable_effect: 5 },
      headers: { 'if-none-match': '"one"' },
    });
    expect(answer.body.code).not.toBe('conditional_write');
  });
});
