import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../../src/posthog/api/operations.ts';
import { PROFILES, type ProfileName } from '../../src/sandbox/model/profile.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { runCommand } from '../support/command-line.ts';
import { manglingPostHog, withJson, type ManglingPostHog } from '../support/mangling-posthog.ts';
import { control, type WireObject } from '../support/sandbox-control.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';

let sandbox: Sandbox;
let posthog: ManglingPostHog;

beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  posthog = await manglingPostHog(sandbox.url);
});
afterAll(async () => {
  await posthog.close();
  await sandbox.close();
});
beforeEach(() => {
  posthog.mangles();
});

const doctor = (
  words: readonly string[] = ['--host', posthog.url],
  key: string | undefined = 'phx_sandbox',
) => runCommand(['doctor', ...words], { environment: { POSTHOG_API_KEY: key } });

const changes = (path: RegExp, change: (json: WireObject) => void) => {
  posthog.mangles(withJson(path, change));
};

const DETAIL = /\/experiments\/\d+\/$/;

describe('the doctor', () => {
  it.each(Object.keys(PROFILES) as ProfileName[])(
    'finds that every answer of the sandbox fits, with the profile %s',
    async (profile) => {
      await control(sandbox, 'profile', { ...PROFILES[profile] });
      const { exitCode, printed, complaints } = await doctor();
      await control(sandbox, 'profile', { ...PROFILES.default });
      expect(complaints).toBe('');
      expect(printed).toMatch(/ 0 differ, .* 0 failed, /);
      expect(exitCode).toBe(0);
    },
  );

  it('calls or names every operation that reads, and none that writes', async () => {
    const { printed } = await doctor(['--host', posthog.url, '--json']);
    const results = JSON.parse(printed) as { operation: string; verdict: string }[];
    const reads = Object.values(operations).filter(({ effect }) => effect === 'read');
    expect(results.map(({ operation }) => operation).toSorted()).toEqual(
      reads.map(({ id }) => id).toSorted(),
    );
    const calls = new Set(
      posthog.passed.map((call) => call.replaceAll(/\/[\da-f-]+(?=\/|$)/g, '/{}')),
    );
    const templates = reads.map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
    );
    for (const call of calls) expect(templates).toContain(call.replace('@current', '{}'));
  });

  it('shows where a value differs, what was expected, and nothing that people wrote', async () => {
    changes(DETAIL, (row) => {
      row['name'] = { secret: 'Launch of Project Falcon' };
      row['status'] = 'scheduled';
      row['archived'] = 'ada@example.com';
      row['created_by'] = 'Lovelace';
      row['holdout'] = ['Lovelace'];
      row['parameters'] = { lovelace_share: 1 };
      row['stats_config'] = { bayesian: { lovelace_share: 1 } };
      row['feature_flag'].filters.multivariate.variants[0].rollout_percentage = '50';
    });
    const { exitCode, printed } = await doctor();
    expect(exitCode).toBe(1);
    expect(printed).toContain('name: an object with 1 properties, not string');
    expect(printed).toMatch(/status: "scheduled", not .*"draft"/);
    expect(printed).toContain('archived: text of 15 characters, not boolean');
    expect(printed).toContain(
      'feature_flag.filters.multivariate.variants[].rollout_percentage: a number written as text, not number',
    );
    expect(printed).toContain('parameters.*, stats_config.bayesian.*');
    expect(printed).toContain('created_by: text of 8 characters, not object or null');
    expect(printed).not.toMatch(/Falcon|ada@|secret|Lovelace/i);
  });

  it('prints no name, email address or key of the project that it reads', async () => {
    const { printed } = await doctor();
    const list = await fetch(`${sandbox.url}/api/projects/1/experiments/?limit=100`, {
      headers: { authorization: 'Bearer phx_sandbox' },
    });
    const { results } = (await list.json()) as { results: WireObject[] };
    expect(results.length).toBeGreaterThan(10);
    const written = results
      .flatMap((row) => [row['name'], row['feature_flag_key'], row['created_by']?.email])
      .filter((text) => typeof text === 'string' && text !== '');
    for (const text of written) expect(printed).not.toContain(text);
    expect(printed).not.toContain('phx_sandbox');
  });

  it.each([
    [
      'a metric of an unknown type',
      (row: WireObject) =>
        row['metrics'].push({
          kind: 'ExperimentMetric',
          metric_type: 'survival',
          uuid: 'a',
          source: {},
        }),
      /metrics\[\]: kind "ExperimentMetric" and metric_type "survival", not /,
    ],
    [
      'a missing property',
      (row: WireObject) => delete row['created_at'],
      /created_at: missing, not present/,
    ],
    [
      'false for null',
      (row: WireObject) => (row['feature_flag'].filters.aggregation_group_type_index = false),
      /aggregation_group_type_index: false, not integer or null/,
    ],
    [
      'a date that is none',
      (row: WireObject) => (row['created_at'] = 'yesterday'),
      /created_at: text of 9 characters, not a date and time/,
    ],
  ])('reports %s', async (_what, change, line) => {
    changes(DETAIL, change);
    const { exitCode, printed } = await doctor();
    expect(printed).toMatch(line);
    expect(exitCode).toBe(1);
  });

  it('names properties that the contract does not have, and does not count them as a difference', async () => {
    changes(DETAIL, (row) => {
      row['sparkle_level'] = 3;
    });
    const { exitCode, printed } = await doctor();
    expect(printed).toMatch(/not in the contract: .*sparkle_level/);
    expect(exitCode).toBe(0);
  });

  it('names the scope that a key lacks, and goes on', async () => {
    posthog.mangles((answer, { url }) =>
      url.includes('/activity/')
        ? {
            ...answer,
            status: 403,
            body: Buffer.from(
              JSON.stringify({
                type: 'authentication_error',
                code: 'permission_denied',
                detail: "API key missing required scope 'activity_log:read'",
                attr: null,
              }),
            ),
          }
        : answer,
    );
    const { exitCode, printed } = await doctor();
    expect(printed).toMatch(
      /refused +GET .*activity\/\n +HTTP 403: the key lacks activity_log:read/,
    );
    expect(printed).toMatch(/fits +GET .*\/cohorts\/ /);
    expect(exitCode).toBe(0);
  });

  it('reads only experiments with a project secret key', async () => {
    await doctor(['--host', posthog.url], 'phs_0123456789');
    for (const call of posthog.passed) expect(call).toMatch(/^GET .*\/experiments\/(\d+\/)?$/);
    expect(posthog.passed.length).toBeGreaterThan(0);
  });

  it('makes no more calls than --max-calls', async () => {
    const { printed } = await doctor(['--host', posthog.url, '--max-calls', '7']);
    expect(posthog.passed).toHaveLength(7);
    expect(printed).toContain('the 7 calls of --max-calls are used');
  });

  it('ends with 1 when nothing can be read', async () => {
    const { exitCode, printed } = await doctor(['--host', 'http://127.0.0.1:9']);
    expect(exitCode).toBe(1);
    expect(printed).toContain('0 fit');
    const unknown = await doctor(['--host', posthog.url], 'phx_nobody');
    expect(unknown.exitCode).toBe(1);
  });

  it.each([
    [[], 'phx_sandbox', 'Name the PostHog to read'],
    [['--host', 'http://127.0.0.1:9'], undefined, 'Set POSTHOG_API_KEY'],
    [['--host', 'nonsense'], 'phx_sandbox', '--host must be a URL'],
    [
      ['--host', 'http://127.0.0.1:9', '--experiments', 'all'],
      'phx_sandbox',
      '--experiments must be a whole number from 1 to 100',
    ],
    [['--verbose'], 'phx_sandbox', "unknown option '--verbose'"],
  ])('reports the error in %j with the key %s', async (words, key, problem) => {
    const printed = await doctor(words, key ?? '');
    expect(printed).toMatchObject({ exitCode: 2, complaints: expect.stringContaining(problem) });
    expect(posthog.passed).toEqual([]);
  });
});
