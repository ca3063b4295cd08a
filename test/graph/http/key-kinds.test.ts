import { describe, expect, it } from 'vitest';
import { apiKey, error, fakePostHog, inTurn, json } from '../../support/fake-posthog.ts';
import { startGraph } from '../../support/graph.ts';
import { serveRest, send } from '../../support/rest.ts';
import { startMcp } from '../../support/start-mcp.ts';

const SECRET = 'phs_projectSecretKeyThatMustNotLeak';
const OAUTH = 'pha_oauthTokenThatMustNotLeak';

const experiment = {
  id: 7,
  name: 'Checkout',
  feature_flag_key: 'checkout',
  feature_flag: null,
  holdout: null,
  created_by: null,
  created_at: '2026-11-20T10:00:00Z',
  updated_at: '2026-11-20T10:00:00Z',
  start_date: null,
  end_date: null,
  status: 'draft',
  is_legacy: false,
  exposure_cohort: null,
  parameters: {},
  user_access_level: null,
};

describe('a project secret key', () => {
  it('lists experiments and reads one, whose access level is null', async () => {
    await using posthog = await fakePostHog((response, request, index) =>
      json(
        200,
        request.url.includes('/7/')
          ? experiment
          : { count: 1, next: null, previous: null, results: [experiment] },
      )(response, request, index),
    );
    await using graph = await startGraph({ host: posthog.host });
    const { data, errors, calls } = await graph.query(
      '{ experiments { nodes { name userAccessLevel } } experiment(id: "7") { name } }',
      {},
      { key: SECRET },
    );
    expect(errors).toBeUndefined();
    expect(data['experiments'].nodes).toEqual([{ name: 'Checkout', userAccessLevel: null }]);
    expect(data['experiment']).toEqual({ name: 'Checkout' });
    expect(calls).toBe(2);
  });

  it.each([
    ['{ viewer { email } }', 'viewer'],
    ['{ featureFlags { nodes { key } } }', 'featureFlags'],
    ['{ holdouts { nodes { name } } }', 'holdouts'],
  ])('is refused everything else without a call: %s', async (document, field) => {
    await using posthog = await fakePostHog(json(500, {}));
    await using graph = await startGraph({ host: posthog.host });
    const { data, errors, calls } = await graph.query(document, {}, { key: SECRET });
    expect(data).toEqual({ [field]: null });
    expect(errors).toMatchObject([
      {
        message: 'This action does not support project secret API key access',
        extensions: {
          code: 'FORBIDDEN',
          remedy: expect.stringContaining('Use a personal API key'),
        },
      },
    ]);
    expect(JSON.stringify(errors)).not.toContain(SECRET);
    expect(calls).toBe(0);
    expect(posthog.received).toEqual([]);
  });

  it('gets a problem from a mutation, and nothing is sent', async () => {
    await using posthog = await fakePostHog(json(500, {}));
    await using graph = await startGraph({ host: posthog.host });
    const { data, errors } = await graph.query(
      'mutation { launchExperiment(input: { id: "7" }) { __typename ... on MutationProblem { code message } } }',
      {},
      { key: SECRET },
    );
    expect(errors).toBeUndefined();
    expect(data['launchExperiment']).toMatchObject({
      __typename: 'PermissionDenied',
      code: 'FORBIDDEN',
    });
    expect(posthog.received).toEqual([]);
  });

  it('is answered over REST like PostHog answers it, and over MCP with what to do', async () => {
    await using posthog = await fakePostHog(json(500, {}));
    const rest = await serveRest(posthog.upstream);
    const { status, body } = await send(`${rest.url}/v1/api/users/@me`, 'GET', { key: SECRET });
    await rest.close();
    expect({ status, body }).toEqual({
      status: 403,
      body: error(
        'authentication_error',
        'permission_denied',
        'This action does not support project secret API key access',
      ),
    });
    await using mcp = await startMcp({ host: posthog.host });
    const { isError, text } = await mcp.call('user-get', {}, SECRET);
    expect(isError).toBe(true);
    expect(text).toContain('What to do: Use a personal API key');
    expect(posthog.received).toEqual([]);
  });
});

const page = json(200, { count: 0, next: null, previous: null, results: [] });
const LIST = '{ experiments { totalCount } }';

describe('an OAuth token', () => {
  it('has no budget of the default limits, and its calls are not held back', async () => {
    await using posthog = await fakePostHog(page);
    await using graph = await startGraph({
      host: posthog.host,
      budget: { perMinute: 2, perHour: 2 },
      requestTimeoutMs: 2_000,
    });
    for (let call = 0; call < 5; call += 1) {
      const { errors, extensions } = await graph.query(LIST, {}, { key: OAUTH });
      expect(errors).toBeUndefined();
      expect(extensions['upstream'].budget ?? null).toBeNull();
    }
    expect(posthog.received).toHaveLength(5);
    expect(posthog.received[0]?.headers.authorization).toBe(`Bearer ${OAUTH}`);
  });

  it('has no budget to tell', async () => {
    await using posthog = await fakePostHog(page);
    expect(posthog.upstream.budget({ apiKey: OAUTH })).toBeUndefined();
    expect(posthog.upstream.budget({ apiKey })).toMatchObject({ minuteRemaining: 480 });
  });

  it('waits all the same when PostHog throttles it', async () => {
    const throttled = json(429, error('throttled_error', 'throttled', 'Request was throttled.'), {
      'retry-after': '30',
    });
    await using posthog = await fakePostHog(inTurn(throttled, page));
    await using graph = await startGraph({ host: posthog.host, requestTimeoutMs: 1_000 });
    const first = await graph.query(LIST, {}, { key: OAUTH });
    expect(first.errors).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 30 } },
    ]);
    const second = await graph.query(LIST, {}, { key: OAUTH });
    expect(second.errors).toMatchObject([{ extensions: { code: 'BUDGET_EXCEEDED' } }]);
    expect(posthog.received).toHaveLength(1);
  });
});
