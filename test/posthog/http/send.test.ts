import { describe, expect, it } from 'vitest';
import { failureOfKind, fakePostHog, json, raw } from '../../support/fake-posthog.ts';
import { apiKey } from '../../support/fake-posthog.ts';

const project = { project_id: '@current' };
const emptyList = json(200, { count: 0, results: [] });

async function asked(query: Parameters<typeof list>[0]) {
  return new URL(await list(query), 'http://posthog').searchParams;
}
async function list(query: {
  created_by_id?: string | readonly number[];
  tags?: string | readonly string[];
  archived?: boolean;
  search?: string | undefined;
  feature_flag_id?: number;
}) {
  await using posthog = await fakePostHog(emptyList);
  await posthog.client().call('experiments_list', { path: project, query });
  return posthog.received[0]?.url ?? '';
}

describe('a sent request', () => {
  it('has the key, accepts JSON and identifies the client', async () => {
    await using posthog = await fakePostHog(emptyList);
    await posthog.client().call('experiments_list', { path: project });
    expect(posthog.received[0]).toMatchObject({
      method: 'GET',
      url: '/api/projects/@current/experiments/',
      body: '',
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: 'application/json',
        'user-agent': 'posthog-experiments-graph/0.0.0-test',
      },
    });
    expect(posthog.received[0]?.headers).not.toHaveProperty('content-type');
  });

  it('has a JSON body, without undefined fields and with those that are null', async () => {
    await using posthog = await fakePostHog(json(200, { id: 3 }));
    await posthog.client().call('experiments_end_create', {
      path: { ...project, id: 3 },
      body: { conclusion: null, conclusion_comment: undefined, open_cleanup_pr: false },
    });
    expect(posthog.received[0]).toMatchObject({
      method: 'POST',
      url: '/api/projects/@current/experiments/3/end/',
      body: '{"conclusion":null,"open_cleanup_pr":false}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('yields undefined when PostHog answers without a body', async () => {
    await using posthog = await fakePostHog(raw(204));
    const gone = await posthog
      .client()
      .call('experiment_holdouts_destroy', { path: { ...project, id: 3 } });
    expect(gone).toBeUndefined();
  });

  it("includes the path prefix of PostHog's base URL", async () => {
    await using posthog = await fakePostHog(emptyList);
    const { createUpstream } = await import('../../../src/posthog/client.ts');
    const upstream = createUpstream({
      host: `${posthog.host}/posthog/`,
      concurrency: 1,
      timeoutMs: 1_000,
      version: '1',
    });
    await upstream
      .for({ apiKey }, { ledger: posthog.ledger })
      .call('experiments_list', { path: project });
    expect(posthog.received[0]?.url).toBe('/posthog/api/projects/@current/experiments/');
    expect(posthog.ledger.log).toMatchObject([
      {
        operation: 'experiments_list',
        method: 'GET',
        path: '/api/projects/@current/experiments/',
        status: 200,
      },
    ]);
    await upstream.close();
  });

  it('is not sent with a key that is not valid in a header', async () => {
    await using posthog = await fakePostHog(emptyList);
    const call = posthog
      .client({}, 'phx_a\r\nx-injected: 1')
      .call('experiments_list', { path: project });
    expect((await failureOfKind('unauthenticated', call)).message).not.toContain('phx_a');
    expect(posthog.received).toHaveLength(0);
  });
});

describe('the query', () => {
  it('serializes several creators as a comma list and tags as a JSON list', async () => {
    const search = await asked({ created_by_id: [1, 2, 3], tags: ['a,b', 'ü'] });
    expect(search.get('created_by_id')).toBe('1,2,3');
    expect(search.get('tags')).toBe('["a,b","ü"]');
  });

  it('omits undefined and empty lists, and includes false', async () => {
    const search = await asked({
      search: undefined,
      tags: [],
      archived: false,
      feature_flag_id: 9,
    });
    expect([...search]).toEqual([
      ['archived', 'false'],
      ['feature_flag_id', '9'],
    ]);
  });

  it('refuses a search that no server would read to its end, and asks nothing', async () => {
    await using posthog = await fakePostHog(raw(431));
    const call = posthog.client().call('experiments_list', {
      path: project,
      query: { search: 'a'.repeat(20_000), limit: 5 },
    });
    expect(await failureOfKind('validation', call)).toMatchObject({ attr: 'search' });
    expect(posthog.received).toEqual([]);
  });

  it('passes a string on unchanged', async () => {
    expect((await asked({ created_by_id: '4', search: 'a&b=c d' })).get('search')).toBe('a&b=c d');
  });
});

describe('an invalid id', () => {
  it.each(['..', '.', '', '1/../2', '1?x=1', '%2e%2e', 'a b'])(
    '"%s" is not found, without calling PostHog',
    async (project_id) => {
      await using posthog = await fakePostHog(emptyList);
      await failureOfKind(
        'not-found',
        posthog.client().call('experiments_list', { path: { project_id } }),
      );
      expect(posthog.received).toHaveLength(0);
    },
  );

  it.each([-1, 1.5, Number.NaN, Infinity])(
    '%s is not found, without calling PostHog',
    async (id) => {
      await using posthog = await fakePostHog(emptyList);
      const call = posthog.client().call('experiments_retrieve', { path: { ...project, id } });
      await failureOfKind('not-found', call);
      expect(posthog.received).toHaveLength(0);
    },
  );
});
