import { describe, expect, it } from 'vitest';
import { error, fakePostHog, json, type Respond } from '../../../support/fake-posthog.ts';
import { startGraph } from '../../../support/graph.ts';

const variants = (count: number) =>
  Array.from({ length: count }, (_variant, index) => ({
    key: `v${index}`,
    rollout_percentage: index === 0 ? 100 : 0,
  }));

const flag = (id: number, key: string, count = 2, more: object = {}) => ({
  id,
  key,
  name: key,
  active: true,
  archived: false,
  deleted: false,
  filters: { groups: [], multivariate: { variants: variants(count) } },
  created_at: `2026-11-${String(10 + id)}T10:00:00Z`,
  ...more,
});

type Flag = ReturnType<typeof flag>;

const page = (results: readonly unknown[], count = results.length) =>
  json(200, { count, next: null, previous: null, results });

const absent = json(404, error('invalid_request', 'not_found', 'Not found.'));

/** A PostHog with these flags. `newer`: it knows `eligible_for_experiment` and `key`. */
function posthogWith(flags: readonly Flag[], { newer = true, picker = false } = {}): Respond {
  return (response, request, index) => {
    const url = new URL(request.url, 'http://posthog.test');
    const { searchParams: query } = url;
    const answer = (rows: readonly Flag[]) => {
      const offset = Number(query.get('offset') ?? 0);
      const limit = Number(query.get('limit') ?? 100);
      page(rows.slice(offset, offset + limit), rows.length)(response, request, index);
    };
    if (url.pathname.endsWith('/eligible_feature_flags/')) {
      if (picker) answer(flags.filter(({ id }) => id === 1));
      else absent(response, request, index);
      return;
    }
    const text = query.get('search')?.toLowerCase();
    const found = flags.filter((one) => text === undefined || one.key.toLowerCase().includes(text));
    if (!newer) {
      answer(found);
      return;
    }
    const key = query.get('key')?.toLowerCase();
    const eligible = query.get('eligible_for_experiment') === 'true';
    answer(
      found.filter(
        (one) =>
          (key === undefined || one.key.toLowerCase() === key) &&
          (!eligible || one.filters.multivariate.variants.length >= 2),
      ),
    );
  };
}

async function ask(respond: Respond, document: string, variables: Record<string, unknown> = {}) {
  await using posthog = await fakePostHog(respond);
  await using graph = await startGraph({ host: posthog.host });
  const { data, errors, calls } = await graph.query(document, variables);
  expect(graph.unexpected).toEqual([]);
  const urls = posthog.received.map(({ url }) => new URL(url, 'http://posthog.test'));
  return { data, errors, calls, urls };
}

const ELIGIBLE = `query ($filter: EligibleFeatureFlagFilter) {
  eligibleFeatureFlags(first: 2, filter: $filter, orderBy: { field: KEY, direction: ASC }) {
    totalCount nodes { key }
  }
}`;

const flags = [flag(1, 'alpha'), flag(2, 'plain', 0), flag(3, 'beta'), flag(4, 'gamma', 20)];

describe('eligibleFeatureFlags', () => {
  it('is one call a page to the list of flags, with all filters', async () => {
    const { data, calls, urls } = await ask(posthogWith(flags), ELIGIBLE, {
      filter: {
        active: true,
        createdById: 7,
        evaluationRuntime: 'ALL',
        hasEvaluationContexts: false,
      },
    });
    expect(data['eligibleFeatureFlags']).toEqual({
      totalCount: 3,
      nodes: [{ key: 'alpha' }, { key: 'beta' }],
    });
    expect(calls).toBe(1);
    expect(urls[0]?.pathname).toBe('/api/projects/1/feature_flags/');
    expect(Object.fromEntries(urls[0]!.searchParams)).toEqual({
      eligible_for_experiment: 'true',
      order: 'key',
      active: 'true',
      created_by_id: '7',
      evaluation_runtime: 'both',
      has_evaluation_contexts: 'false',
      limit: '2',
      offset: '0',
    });
  });

  it('asks the older endpoint where the list ignores the parameter', async () => {
    const { data, calls, urls } = await ask(
      posthogWith(flags, { newer: false, picker: true }),
      ELIGIBLE,
    );
    expect(data['eligibleFeatureFlags'].nodes).toEqual([{ key: 'alpha' }]);
    expect(calls).toBe(2);
    expect(urls[1]?.pathname).toContain('/experiments/eligible_feature_flags/');
  });

  it.each([
    ['without variants', flag(9, 'aaa', 0)],
    ['with too many variants', flag(9, 'aaa', 21)],
    ['that is archived', flag(9, 'aaa', 2, { archived: true })],
    ['of a survey', flag(9, 'aaa', 2, { creation_context: 'surveys' })],
  ])('selects by the same rule where there is neither: not a flag %s', async (_what, other) => {
    const { data, calls } = await ask(posthogWith([other, ...flags], { newer: false }), ELIGIBLE);
    expect(data['eligibleFeatureFlags']).toEqual({
      totalCount: 3,
      nodes: [{ key: 'alpha' }, { key: 'beta' }],
    });
    expect(calls).toBe(3);
  });

  it('does not download more than 1,000 flags for that', async () => {
    const many = [
      flag(2, 'plain', 0),
      ...Array.from({ length: 1_200 }, (_one, id) => flag(id, `f${id}`)),
    ];
    const { errors, calls } = await ask(posthogWith(many, { newer: false }), ELIGIBLE);
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNSUPPORTED' } }]);
    expect(calls).toBeLessThanOrEqual(12);
  });
});

const BY_KEY = 'query ($key: String!) { featureFlag(key: $key) { key posthogId } }';

describe('a flag by its key', () => {
  it('is one call that returns this flag alone', async () => {
    const { data, calls, urls } = await ask(
      posthogWith([flag(1, 'Beta'), flag(2, 'beta'), flag(3, 'beta-2')]),
      BY_KEY,
      { key: 'beta' },
    );
    expect(data['featureFlag']).toEqual({ key: 'beta', posthogId: 2 });
    expect(calls).toBe(1);
    expect(urls[0]?.searchParams.get('key')).toBe('beta');
  });

  it('is null where only its case differs', async () => {
    const { data } = await ask(posthogWith([flag(1, 'Beta')]), BY_KEY, { key: 'beta' });
    expect(data['featureFlag']).toBeNull();
  });

  it('is found by the search of a server that does not know `key`, still in one call', async () => {
    const { data, calls } = await ask(posthogWith(flags, { newer: false }), BY_KEY, {
      key: 'beta',
    });
    expect(data['featureFlag']).toEqual({ key: 'beta', posthogId: 3 });
    expect(calls).toBe(1);
  });

  it('is not looked for in more than 1,000 flags', async () => {
    const many = Array.from({ length: 1_200 }, (_one, id) => flag(id, `a${id}`));
    const { data, errors, calls } = await ask(posthogWith(many, { newer: false }), BY_KEY, {
      key: 'a',
    });
    expect(data['featureFlag']).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNSUPPORTED' } }]);
    expect(calls).toBe(10);
  });
});

describe('myFlags', () => {
  const mine = [
    { feature_flag: { ...flag(1, 'alpha'), team_id: 1 }, value: true },
    { feature_flag: { ...flag(3, 'beta'), team_id: 1 }, value: 'v1' },
  ];
  const MINE =
    'query ($keys: [String!]) { myFlags(keys: $keys) { variantKey featureFlag { key } } }';

  it('of some keys asks for these alone, and leaves out what an older server adds', async () => {
    const { data, calls, urls } = await ask(json(200, mine), MINE, { keys: ['beta'] });
    expect(data['myFlags']).toEqual([{ variantKey: 'v1', featureFlag: { key: 'beta' } }]);
    expect(calls).toBe(1);
    expect(urls[0]?.searchParams.get('flag_keys')).toBe('["beta"]');
  });

  it('of no keys makes no call', async () => {
    const { data, calls } = await ask(json(200, mine), MINE, { keys: [] });
    expect(data['myFlags']).toEqual([]);
    expect(calls).toBe(0);
  });
});
