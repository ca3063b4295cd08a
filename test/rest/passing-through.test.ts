import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startRest, type RestOnSandbox } from '../support/rest.ts';

let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest();
});
afterAll(() => rest.close());

const root = '/v1/api/projects/1';
/** The same request, sent to PostHog itself. */
const asked = (method: string, path: string, body?: object) =>
  send(rest.sandbox.url + path, method, body ? { body } : {});

describe("PostHog's JSON is passed through unchanged", () => {
  it.each([
    ['experiments/', 'experiments'],
    ['experiments/5/', 'experiments/5'],
    ['experiments/5/activity/', 'experiments/5/activity'],
    ['experiment_holdouts/', 'experiment-holdouts'],
    ['experiment_saved_metrics/', 'experiment-saved-metrics'],
    ['feature_flags/?search=checkout', 'feature-flags?search=checkout'],
    ['feature_flags/matching_ids/', 'feature-flags/matching-ids'],
    ['experiments/prompt_templates/', 'experiments/prompt-templates'],
    ['cohorts/', 'cohorts'],
  ])('of %s', async (theirs, ours) => {
    const there = await asked('GET', `/api/projects/1/${theirs}`);
    const here = await rest.call('GET', `${root}/${ours}`);
    expect(here.status).toBe(200);
    expect(here.body).toEqual(there.body);
  });

  it.each(['/v1/api/users/@me', '/v1/api/projects', '/v1/api/projects/@current/experiments/stats'])(
    'of %s',
    async (path) => {
      const there = await asked('GET', `${path.replace('/v1', '')}/`);
      expect((await rest.call('GET', path)).body).toEqual(there.body);
    },
  );

  it('with the body of a write, unknown fields included', async () => {
    const body = { name: 'Strict?', feature_flag_key: 'strict', surprise: [1, { two: null }] };
    const created = await rest.call('POST', `${root}/experiments`, { body });
    expect(created.status).toBe(201);
    const read = await asked('GET', `/api/projects/1/experiments/${created.body.id}/`);
    expect(created.body).toEqual(read.body);
  });

  it('and an empty 204 stays an empty 204', async () => {
    const filters = [{ properties: [], rollout_percentage: 10 }];
    const holdouts = `${root}/experiment-holdouts`;
    const { body } = await rest.call('POST', holdouts, { body: { name: 'Gone soon', filters } });
    const deleted = await rest.call('DELETE', `${holdouts}/${body.id}`);
    expect(deleted).toMatchObject({ status: 204, body: '', calls: 1 });
  });
});

describe('X-PostHog-Client', () => {
  it.each([
    ['nightly-import', 'nightly-import'],
    ['two words', null],
    ['x'.repeat(51), null],
  ])('%s is noted by PostHog as %s', async (client, noted) => {
    const path = `${root}/experiments/6`;
    const headers = { 'x-posthog-client': client };
    await rest.call('PATCH', path, { headers, body: { description: `By ${client}.` } });
    const { body } = await rest.call('GET', `${path}/activity?limit=1`);
    expect(body.results[0]).toMatchObject({ activity: 'updated', client: noted });
  });
});

describe('a request that PostHog refuses', () => {
  it.each([
    ['GET', 'experiments/99999999/', undefined, 404],
    ['GET', 'experiments/?order=bogus', undefined, 400],
    ['GET', 'experiments/5/?order=bogus', undefined, 400],
    ['GET', 'experiments/5/?search=zzz', undefined, 404],
    ['POST', 'experiments/5/launch/', undefined, 400],
    ['PATCH', 'experiments/5/', { excluded_variants: ['control'] }, 400],
    ['POST', 'experiments/5/copy_to_project/', { target_team_id: 99_999 }, 404],
  ])("is answered with PostHog's status and body: %s %s", async (method, path, body, status) => {
    const there = await asked(method, `/api/projects/1/${path}`, body);
    const here = await rest.call(method, `/api/projects/1/${path}`, body ? { body } : {});
    expect({ status: here.status, body: here.body }).toEqual({ status, body: there.body });
    expect(here.calls).toBe(1);
  });
});

it("a method that PostHog does not support has PostHog's error body and the supported methods", async () => {
  const answer = await rest.call('DELETE', `${root}/experiments/5`);
  expect(answer).toMatchObject({
    status: 405,
    body: {
      type: 'invalid_request',
      code: 'method_not_allowed',
      detail: 'Method "DELETE" not allowed.',
      attr: null,
    },
    calls: 1,
  });
  expect(answer.headers.get('allow')).toBe('GET, PUT, PATCH');
});

describe('an address', () => {
  it.each([
    '/v1/api/projects/1/experiments/5/flag-cleanup-target',
    '/v1/api/projects/1/experiments/5/flag-cleanup-target/',
    '/v1/api/projects/1/experiments/5/flag_cleanup_target',
    '/v1/api/projects/1/experiments/5/flag_cleanup_target/',
    '/api/projects/1/experiments/5/flag_cleanup_target',
    '/api/projects/1/experiments/5/flag_cleanup_target/',
  ])('is answered as %s', async (path) => {
    const there = await asked('GET', '/api/projects/1/experiments/5/flag_cleanup_target/');
    expect(await rest.call('GET', path)).toMatchObject({ status: 200, body: there.body });
  });

  it("that is unknown is a 404 in PostHog's error format, without a call", async () => {
    const { status, body, calls } = await rest.call('GET', `${root}/nope`);
    expect({ status, body, calls }).toEqual({
      status: 404,
      body: {
        type: 'invalid_request',
        code: 'not_found',
        detail: 'Endpoint not found.',
        attr: null,
      },
      calls: 0,
    });
  });

  it('with an unsupported method lists the supported ones', async () => {
    const { status, body, headers, calls } = await rest.call('PUT', `${root}/experiments`);
    expect({ status, code: body.code, calls }).toEqual({
      status: 405,
      code: 'method_not_allowed',
      calls: 0,
    });
    expect(headers.get('allow')).toBe('GET, POST');
  });

  it.each(['%2e%2e', '..%2f..%2fapi', 'a%00b', '%zz'])(
    'cannot reach a path outside the table with the id %s',
    async (id) => {
      rest.sandbox.clearRequests();
      const { status } = await rest.call('GET', `${root}/experiments/${id}`);
      expect(status).toBe(404);
      expect(rest.sandbox.requests()).toEqual([]);
    },
  );
});

describe('a page', () => {
  const walk = async (start: string): Promise<number[]> => {
    const { body } = await send(start, 'GET');
    const ids = (body.results as { id: number }[]).map(({ id }) => id);
    return body.next === null ? ids : [...ids, ...(await walk(body.next as string))];
  };

  it.each(['/v1/api/projects/1/experiments', '/api/projects/1/experiments/'])(
    'links to the next one through the REST API, with the path of the request: %s',
    async (path) => {
      const { body } = await rest.call('GET', `${path}?search=a&limit=3&offset=3`);
      expect(body.next).toBe(`${rest.url}${path}?search=a&limit=3&offset=6`);
      expect(body.previous).toBe(`${rest.url}${path}?search=a&limit=3`);
    },
  );

  it('leads to every row by its links', async () => {
    const { body } = await rest.call('GET', `${root}/experiments?limit=1000`);
    const ids = (body.results as { id: number }[]).map(({ id }) => id);
    expect(await walk(`${rest.url}${root}/experiments?limit=10`)).toEqual(ids);
  });

  it("has no links other than PostHog's", async () => {
    const { body } = await rest.call('GET', `${root}/experiments/eligible-feature-flags`);
    expect(Object.keys(body).sort()).toEqual(['count', 'results']);
  });
});

describe('an ETag', () => {
  it('results in a 304 without a body for an unchanged read, and in a new answer for a changed one', async () => {
    const path = `${root}/experiments/6`;
    const first = await rest.call('GET', path);
    const etag = first.headers.get('etag') ?? '';
    const again = () => rest.call('GET', path, { headers: { 'if-none-match': `"x", ${etag}` } });
    const unchanged = await again();
    expect(unchanged).toMatchObject({ status: 304, body: '' });
    expect(unchanged.headers.get('etag')).toBe(etag);
    await rest.call('PATCH', path, { body: { description: 'Another one.' } });
    const changed = await again();
    expect(changed.status).toBe(200);
    expect(changed.body.description).toBe('Another one.');
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('is valid only for the key that received it', async () => {
    const { headers } = await rest.call('GET', `${root}/experiments/6`);
    expect(headers.get('vary')).toContain('authorization');
    expect(headers.get('cache-control')).toBe('private, no-cache');
  });

  it('is not sent for writes and refusals', async () => {
    const answers = [
      await rest.call('PATCH', `${root}/experiments/6`, { body: {} }),
      await rest.call('GET', `${root}/experiments/99999999`),
    ];
    expect(answers.map(({ headers }) => headers.get('etag'))).toEqual([null, null]);
  });
});

it('HEAD is GET without the body', async () => {
  const head = await rest.call('HEAD', `${root}/experiments/5`);
  const { headers } = await rest.call('GET', `${root}/experiments/5`);
  expect(head).toMatchObject({ status: 200, body: '', calls: 1 });
  expect(head.headers.get('etag')).toBe(headers.get('etag'));
  expect(head.headers.get('content-length')).toBe(headers.get('content-length'));
});
