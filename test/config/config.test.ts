import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import * as sandboxKeys from '../../src/sandbox/model/keys.ts';
import { variables } from '../../src/config/variables.ts';
import { problemsOf } from './problems-of.ts';

describe('an empty environment', () => {
  it('serves the sandbox with its own key on loopback', () => {
    expect(readConfig({})).toEqual({
      listen: { host: '127.0.0.1', port: 4000 },
      mcpTools: { set: 'compact', readOnly: false, capabilityNames: false },
      posthogHost: undefined,
      apiKey: 'phx_sandbox',
      projectId: '@current',
      access: { tokens: new Map(), policyFile: undefined, oidc: undefined },
      introspection: true,
      secrets: [],
      replacesKey: false,
      corsOrigins: [],
      allowedHosts: [],
      publicUrl: undefined,
      trustedProxies: ['loopback'],
      compression: true,
      graphiql: true,
      docs: true,
      webApp: true,
      watch: {
        isOn: false,
        apiKey: undefined,
        projects: ['@current'],
        intervalMs: 300_000,
        directory: undefined,
        guards: undefined,
        webhooks: undefined,
        webhook: undefined,
        deadLetters: undefined,
      },
      fastPath: { http: true, compiled: true, responses: true },
      requestTimeoutMs: 30_000,
      maxActiveRequests: 2_000,
      workers: 1,
      upstream: {
        timeoutMs: 15_000,
        concurrency: 100,
        breaker: true,
        budget: { perMinute: 480, perHour: 4_800 },
        freshness: {
          seconds: { experiments: 5, settings: 60, results: 86_400 },
          maxStaleMs: 3_600_000,
          maxBytes: 64_000_000,
        },
        shareInFlight: true,
        speculate: true,
        refreshAhead: true,
        lazyRows: true,
      },
      persisted: { only: false, manifest: undefined },
      keepAliveTimeoutMs: 75_000,
      shutdownDelayMs: 0,
      shutdownTimeoutMs: 10_000,
      sandboxPort: 4010,
      logLevel: 'info',
      auditLog: undefined,
      logFormat: 'auto',
    });
  });

  it('is equivalent to empty variables', () => {
    const blank = Object.fromEntries(Object.keys(variables).map((name) => [name, ' ']));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });
});

describe('with POSTHOG_HOST', () => {
  it('has no key unless one is configured, so that callers must send theirs', () => {
    expect(readConfig({ POSTHOG_HOST: 'https://us.posthog.com' })).toMatchObject({
      posthogHost: 'https://us.posthog.com',
      apiKey: undefined,
    });
  });
});

describe('a key without POSTHOG_HOST', () => {
  const key = 'phx_a_key_of_the_real_posthog';

  it('is refused, because the sandbox would answer in place of the PostHog that the key is for', () => {
    const problems = problemsOf({ POSTHOG_API_KEY: key });
    expect(problems).toEqual([
      expect.stringMatching(/POSTHOG_HOST is not.*Set POSTHOG_HOST.*or unset POSTHOG_API_KEY/),
    ]);
    expect(problems.join()).not.toContain(key);
    expect(problemsOf({ POSTHOG_API_KEY: key, POSTHOG_HOST: ' ' })).toHaveLength(1);
  });

  it.each(
    Object.values(sandboxKeys).flatMap((value) => (typeof value === 'string' ? [value] : [])),
  )('is accepted if it is the key %s of the sandbox', (apiKey) => {
    expect(readConfig({ POSTHOG_API_KEY: apiKey })).toMatchObject({ apiKey });
  });

  it('is accepted by commands that serve nobody with it', () => {
    const environment = { POSTHOG_API_KEY: key };
    expect(readConfig(environment, { opens: [], servesKey: false })).toMatchObject({ apiKey: key });
  });
});

describe('the state of several replicas', () => {
  it('is not shared unless there is a REDIS_URL', () => {
    expect(readConfig({ REDIS_PREFIX: 'graph:' }).redis).toBeUndefined();
  });

  it('is shared in Redis, by default below a prefix of its own and not encrypted', () => {
    const target = { kind: 'single', nodes: [{ host: 'host', port: 6379 }], tls: false, db: 2 };
    const REDIS_URL = 'redis://host/2';
    const redis = { target, prefix: 'peg:', encryptionKeys: [] };
    expect(readConfig({ REDIS_URL }).redis).toEqual(redis);
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(
      readConfig({
        REDIS_URL,
        REDIS_PREFIX: 'graph:staging:',
        REDIS_ENCRYPTION_KEY: `${one.toString('base64')},${other.toString('hex')}`,
      }).redis,
    ).toEqual({ target, prefix: 'graph:staging:', encryptionKeys: [one, other] });
  });
});

describe('two equal ports', () => {
  it.each([
    [{ REST_PORT: '4000' }, ['PORT and REST_PORT are both 4000']],
    [{ PORT: '5000', MCP_PORT: '5000' }, ['PORT and MCP_PORT are both 5000']],
    [{ REST_PORT: '4010' }, ['REST_PORT and SANDBOX_PORT are both 4010']],
    [
      { REST_PORT: '4000', MCP_PORT: '4000' },
      ['PORT and REST_PORT are both 4000', 'PORT and MCP_PORT are both 4000'],
    ],
    [{ METRICS_PORT: '4000' }, ['PORT and METRICS_PORT are both 4000']],
    // Port 0 is always a different free port, and there is no sandbox with another PostHog.
    [{ PORT: '0', REST_PORT: '0', MCP_PORT: '0', SANDBOX_PORT: '0' }, []],
    [{ PORT: '4010', POSTHOG_HOST: 'https://us.posthog.com' }, []],
  ])('are refused with the names of both variables: %j', (environment, refusals) => {
    const problems = problemsOf(environment);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(refusals);
  });

  it('do not matter to a command that opens only one of them', () => {
    const environment = { PORT: '4010', SANDBOX_PORT: '4010' };
    expect(readConfig(environment, { opens: ['SANDBOX_PORT'] }).sandboxPort).toBe(4010);
  });
});

describe('caching, budget and sharing of calls', () => {
  it('are configured by variables, and can be disabled', () => {
    const { upstream } = readConfig({
      POSTHOG_CALLS_PER_MINUTE: '2000',
      POSTHOG_CALLS_PER_HOUR: '20000',
      FRESH_EXPERIMENTS_SECONDS: '0',
      FRESH_SETTINGS_SECONDS: '0',
      FRESH_RESULTS_SECONDS: '0',
      FRESH_MAX_MB: '1',
      STALE_MAX_SECONDS: '0',
      SHARE_IN_FLIGHT: 'off',
      BREAKER: 'off',
      MAX_ACTIVE_REQUESTS: '500',
      LAZY_ROWS: 'off',
    });
    expect(upstream).toMatchObject({
      budget: { perMinute: 2_000, perHour: 20_000 },
      freshness: {
        seconds: { experiments: 0, settings: 0, results: 0 },
        maxStaleMs: 0,
        maxBytes: 1_000_000,
      },
      shareInFlight: false,
      speculate: true,
      refreshAhead: true,
      lazyRows: false,
    });
  });
});

describe('FAST_PATH', () => {
  it.each([
    ['on', { http: true, compiled: true, responses: true }],
    ['off', { http: false, compiled: false, responses: false }],
    ['compiled', { http: false, compiled: true, responses: false }],
    ['http, responses', { http: true, compiled: false, responses: true }],
  ])('%s turns on exactly the pieces it names', (text, pieces) => {
    expect(readConfig({ FAST_PATH: text }).fastPath).toEqual(pieces);
  });

  it.each(['responses', 'compiled,responses', 'http,jit', 'on,http'])(
    'is refused where a piece is unknown or lacks the one it needs: %s',
    (text) => {
      expect(problemsOf({ FAST_PATH: text })).toEqual([
        'FAST_PATH must be on, off, or pieces separated by commas: http, compiled, responses (which needs http).',
      ]);
    },
  );
});

describe('the documentation', () => {
  it.each(Object.entries(variables))('of %s has an example that is accepted', (name, variable) => {
    const environment = {
      GATEWAY_TOKEN: 'a-token-of-some-length',
      POSTHOG_HOST: 'https://us.posthog.com',
      ...(name.startsWith('OIDC_') && {
        OIDC_ISSUER: 'https://login.example.com',
        OIDC_AUDIENCE: 'graph',
      }),
      ...(name === 'WORKERS' && { REDIS_URL: 'redis://127.0.0.1:6379' }),
      [name]: variable.example,
    };
    expect(problemsOf(environment)).toEqual([]);
  });
});

describe('an invalid value', () => {
  it('is reported with all others in one error', () => {
    const problems = problemsOf({
      PORT: '70000',
      POSTHOG_HOST: 'us.posthog.com',
      LOG_LEVEL: 'loud',
    });
    expect(problems).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      'POSTHOG_HOST must be a URL such as https://us.posthog.com, without credentials, query or fragment.',
      'LOG_LEVEL must be one of debug, info, warn, error, silent.',
    ]);
  });

  it.each([
    ['PORT', 'phx_pasted_into_the_wrong_place'],
    ['HOST', 'http://127.0.0.1'],
    ['POSTHOG_HOST', 'https://me:phx_secret_password@us.posthog.com'],
    ['POSTHOG_API_KEY', 'phx_secret with spaces'],
    ['POSTHOG_API_KEY', 'phc_project_key'],
    ['WATCH_API_KEY', 'phc_project_key'],
    ['WATCH_API_KEY', 'phx_two words'],
    ['POSTHOG_PROJECT_ID', 'phx_secret'],
    ['POSTHOG_PROJECT_ID', '0'],
    ['WATCH_PROJECTS', '12,0'],
    ['GATEWAY_TOKEN', 'short-secret'],
    ['CORS_ORIGINS', 'https://app.example.com/path'],
    ['ALLOWED_HOSTS', 'graph.example.com:443'],
    ['REQUEST_TIMEOUT_MS', '1e9'],
    ['UPSTREAM_CONCURRENCY', '-5'],
    ['POSTHOG_CALLS_PER_MINUTE', '0'],
    ['FRESH_EXPERIMENTS_SECONDS', '1.5'],
    ['FRESH_MAX_MB', '64MB'],
    ['SHARE_IN_FLIGHT', 'maybe'],
    ['BREAKER', 'open'],
    ['MAX_ACTIVE_REQUESTS', 'many'],
    ['FAST_PATH', 'maybe'],
    ['LAZY_ROWS', 'maybe'],
    ['SANDBOX_PORT', '-1'],
    ['LOG_FORMAT', 'colourful'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'a-secret-token'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_SAMPLER', 'sometimes'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['REDIS_URL', 'redis://:pass/word@host'],
    ['REDIS_PREFIX', 'pre fix'],
    ['REDIS_ENCRYPTION_KEY', 'a-secret-that-is-too-short'],
  ])('is not repeated: %s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must be `));
    expect(problems[0]).not.toContain(value);
  });
});

describe('a configured key', () => {
  const held = { POSTHOG_HOST: 'https://us.posthog.com', POSTHOG_API_KEY: 'phx_held' };

  it.each(['0.0.0.0', '::', '192.168.1.5', 'graph.example.com'])(
    'is refused on %s when callers need no gateway token',
    (HOST) => {
      const problems = problemsOf({ ...held, HOST });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain('POSTHOG_API_KEY is set and HOST is not a loopback address');
      expect(problems[0]).not.toContain('phx_held');
    },
  );

  it('is refused there for the sandbox too if it was configured, since it is not known what it gives access to', () => {
    expect(problemsOf({ HOST: '0.0.0.0', POSTHOG_API_KEY: 'phx_sandbox' })).toHaveLength(1);
  });

  it('is accepted there behind a gateway token', () => {
    const environment = { ...held, HOST: '0.0.0.0', GATEWAY_TOKEN: 'a-token-of-some-length' };
    expect(readConfig(environment)).toMatchObject({ apiKey: 'phx_held' });
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('is accepted on %s', (HOST) => {
    expect(problemsOf({ ...held, HOST })).toEqual([]);
  });

  it("excludes the sandbox's default key, which is well-known and not a secret", () => {
    expect(readConfig({ HOST: '0.0.0.0' })).toMatchObject({ apiKey: 'phx_sandbox' });
  });
});
