import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { manglingPostHog, type ManglingPostHog } from '../../../support/mangling-posthog.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

const entities =
  'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Experiment { name } ... on FeatureFlag { key } } }';

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const inProject = (projectId: string) =>
  range(50).map((posthogId) => ({
    __typename: 'Experiment',
    projectId,
    posthogId,
  }));
const experiments = inProject('1');
const ids = range(50).map((number) => Buffer.from(`Experiment:1:${number}`).toString('base64url'));

let graph: TestGraph;
beforeEach(async () => {
  graph = await startGraph({ sandbox: { experiments: 120 }, breaker: false });
  graph.sandbox.clearRequests();
});
afterEach(() => graph.close());

async function ask(query: string, variables: Record<string, unknown>, key?: string) {
  const {
    data,
    errors = [],
    extensions,
  } = await graph.query(query, variables, key === undefined ? {} : { key });
  return {
    found: (data['_entities'] ?? data['nodes']) as unknown[],
    codes: new Set(errors.map(({ extensions: { code } }) => code)),
    places: errors.map(({ path = [] }) => path[1]),
    requests: graph.sandbox.requests().length,
    upstream: extensions['upstream'],
  };
}

const everyPlace = Array.from({ length: 50 }, (_, index) => index);

describe('when the list of the objects that are asked for fails', () => {
  /** A key that is limited to another project. */
  const stranger = 'phx_project2';

  it.each([
    ['experiments by number', entities, { r: experiments }],
    ['nodes', 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Experiment { name } } }', { ids }],
    [
      'flags by number',
      entities,
      {
        r: range(50).map((number) => ({
          __typename: 'FeatureFlag',
          id: Buffer.from(`FeatureFlag:1:${number}`).toString('base64url'),
        })),
      },
    ],
    [
      'flags by key',
      entities,
      { r: range(50).map((n) => ({ __typename: 'FeatureFlag', projectId: '1', key: `k${n}` })) },
    ],
    [
      'experiments by the key of their flags',
      entities,
      {
        r: range(50).map((n) => ({
          __typename: 'Experiment',
          projectId: '1',
          featureFlagKey: `k${n}`,
        })),
      },
    ],
  ])('a key without access takes one call for 50 %s', async (_, query, variables) => {
    const { codes, places, requests } = await ask(query, variables, stranger);
    expect([...codes]).toEqual(['FORBIDDEN']);
    expect(places).toEqual(everyPlace);
    expect(requests).toBe(1);
  });

  it.each([
    ['an unknown key', undefined, 'UNAUTHENTICATED', 1, 'phx_wrong'],
    ['a throttled key', { status: 429, retry_after: 120 }, 'RATE_LIMITED', 1],
    ['a throttled key that may retry at once', { status: 429, retry_after: 0 }, 'RATE_LIMITED', 3],
    ['a PostHog that cannot be reached', { cut: true }, 'UPSTREAM_UNAVAILABLE', 3],
    ['a PostHog that fails with everything', { status: 500 }, 'UPSTREAM_UNAVAILABLE', 2],
  ])(
    '%s is the answer for each, and no row is asked for singly',
    async (_, fault, code, requests, key?: string) => {
      if (fault) await injectFault(graph.sandbox, '.*', fault);
      const answer = await ask(entities, { r: experiments }, key);
      expect(answer.found).toEqual(everyPlace.map(() => null));
      expect([...answer.codes]).toEqual([code]);
      expect(answer.places).toEqual(everyPlace);
      expect(answer.requests).toBe(requests);
    },
  );

  it('a budget of the request that is used up is the answer for each', async () => {
    const { data, errors = [] } = await graph.query(
      entities.replace(') {', ') @budget(maxCalls: 0, onExceed: PARTIAL) {'),
      { r: experiments },
    );
    expect(data['_entities']).toEqual(everyPlace.map(() => null));
    expect(new Set(errors.map(({ extensions: { code } }) => code))).toEqual(
      new Set(['BUDGET_SKIPPED']),
    );
    expect(graph.sandbox.requests()).toEqual([]);
  });

  it('a project that does not exist has none of them, after one call', async () => {
    const { found, codes, requests } = await ask(entities, { r: inProject('99') });
    expect(found).toEqual(everyPlace.map(() => null));
    expect(codes.size).toBe(0);
    expect(requests).toBe(1);
  });

  it.each([
    ['fails for itself', { status: 500 }, 'UPSTREAM_UNAVAILABLE'],
    ['is not JSON', { body: 'html' }, 'UPSTREAM_MALFORMED'],
    ['is cut in its middle', { body: 'truncated' }, 'UPSTREAM_MALFORMED'],
  ])('a list that %s is replaced by 20 single reads', async (_, fault, code) => {
    await injectFault(graph.sandbox, 'experiments/$', fault);
    const { found, codes, places, requests } = await ask(entities, { r: experiments });
    expect(found.filter(Boolean)).toHaveLength(20);
    expect([...codes]).toEqual([code]);
    expect(places).toEqual(everyPlace.slice(20));
    expect(requests).toBe(21);
  });

  describe('as PostHog may refuse it', () => {
    let posthog: ManglingPostHog;
    let through: TestGraph;
    beforeEach(async () => {
      posthog = await manglingPostHog(graph.sandbox.url);
      through = await startGraph({ over: graph.sandbox, host: posthog.url });
    });
    afterEach(async () => {
      await through.close();
      await posthog.close();
    });

    const refusal = (status: number, detail: string) => ({
      status,
      headers: { 'content-type': 'application/json', 'retry-after': '120' },
      body: Buffer.from(JSON.stringify({ type: 'error', code: 'refused', detail, attr: null })),
    });

    it('a list that access control refuses is replaced, because it may exempt an object', async () => {
      posthog.mangles((answer, { url }) =>
        /experiments\/\?/.test(url)
          ? refusal(403, 'You do not have viewer access to this resource.')
          : answer,
      );
      const { data, errors = [] } = await through.query(entities, { r: experiments.slice(0, 5) });
      expect(data['_entities'].filter(Boolean)).toHaveLength(5);
      expect(errors).toEqual([]);
      expect(posthog.passed).toHaveLength(6);
    });

    it('what the first list has stays when that of archived experiments fails', async () => {
      posthog.mangles((answer, { url }) =>
        url.includes('archived=true') ? refusal(429, 'Request was throttled.') : answer,
      );
      const missing = [9_001, 9_002].map((posthogId) => ({ ...experiments[0], posthogId }));
      const running = await through.query(
        '{ experiments(first: 1) { nodes { __typename projectId posthogId } } }',
      );
      const { data, errors = [] } = await through.query(entities, {
        r: [missing[0], running.data['experiments'].nodes[0], missing[1]],
      });
      expect(data['_entities']).toEqual([null, { name: expect.any(String) }, null]);
      expect(errors.map(({ path = [], extensions }) => [path[1], extensions['code']])).toEqual([
        [0, 'RATE_LIMITED'],
        [2, 'RATE_LIMITED'],
      ]);
      expect(posthog.passed.filter((call) => !call.endsWith('experiments/'))).toEqual([]);
    });
  });
});
