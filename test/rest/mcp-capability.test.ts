import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../../src/posthog/api/operations.ts';
import { fill } from '../sandbox/support/case-runner.ts';
import { send, startRest, type RestOnSandbox } from '../support/rest.ts';

interface Declared {
  readonly operationId: string;
  readonly 'x-seed': { readonly naftiko: boolean };
}
const contract = JSON.parse(readFileSync('schema/posthog.openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Declared>>;
};

/** Ids of the operations of the capability file this product replaces. */
const capability = Object.values(contract.paths)
  .flatMap((item) => Object.values(item))
  .filter((operation) => operation['x-seed'].naftiko)
  .map(({ operationId }) => operationId);

const metric = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  uuid: '11111111-1111-4111-8111-111111111111',
  source: { kind: 'EventsNode', event: '$pageview' },
};
const fingerprint = 'f'.repeat(64);

/** The sandbox's state for a case: one experiment in this lifecycle state, with its own flag. */
function given(life: object, flagIsOn = true) {
  const variants = [
    { key: 'control', rollout_percentage: 50 },
    { key: 'test', rollout_percentage: 50 },
  ];
  const groups = [{ properties: [], rollout_percentage: 100 }];
  return {
    experiment: { name: 'Checkout', feature_flag_key: 'checkout-test', metrics: [metric], ...life },
    flag: {
      key: 'checkout-test',
      active: flagIsOn,
      filters: { multivariate: { variants }, groups },
    },
    projects: ['{target}'],
  };
}

const start_date = '2026-01-05T09:00:00Z';
const draft = given({});
const running = given({ start_date });
const paused = given({ start_date }, false);
const stopped = given({ start_date, end_date: '2026-01-20T09:00:00Z' });
const archived = given({ start_date, end_date: '2026-01-20T09:00:00Z', archived: true });

interface Use {
  readonly operation: string;
  /** The experiment's state before the call. */
  readonly given?: object;
  readonly body?: object;
  readonly query?: string;
  readonly status: number;
  /** A part of the answer; the body is empty when absent. */
  readonly shows?: object;
}

const root = '/v1/api/projects/{project-id}/experiments';
const uses: Readonly<Record<string, Use>> = {
  [`GET ${root}`]: { operation: 'experiments_list', status: 200, shows: { count: 1 } },
  [`POST ${root}`]: {
    operation: 'experiments_create',
    body: { name: 'New', feature_flag_key: 'new' },
    status: 201,
    shows: { name: 'New', status: 'draft' },
  },
  [`GET ${root}/{id}`]: {
    operation: 'experiments_retrieve',
    status: 200,
    shows: { name: 'Checkout' },
  },
  [`PUT ${root}/{id}`]: {
    operation: 'experiments_update',
    body: { name: 'Replaced', feature_flag_key: 'checkout-test' },
    status: 200,
    shows: { name: 'Replaced' },
  },
  [`PATCH ${root}/{id}`]: {
    operation: 'experiments_partial_update',
    body: { name: 'Renamed' },
    status: 200,
    shows: { name: 'Renamed' },
  },
  [`DELETE ${root}/{id}`]: {
    operation: 'experiments_destroy',
    status: 405,
    shows: { code: 'method_not_allowed' },
  },
  [`POST ${root}/{id}/archive`]: {
    operation: 'experiments_archive_create',
    given: stopped,
    status: 200,
    shows: { archived: true },
  },
  [`POST ${root}/{id}/copy-to-project`]: {
    operation: 'experiments_copy_to_project_create',
    body: { target_team_id: '{target}' },
    status: 201,
    shows: { status: 'draft', name: 'Checkout (Copy)' },
  },
  [`POST ${root}/{id}/create-exposure-cohort-for-experiment`]: {
    operation: 'experiments_create_exposure_cohort_for_experiment_create',
    given: running,
    status: 201,
    shows: { cohort: { is_static: false } },
  },
  [`POST ${root}/{id}/duplicate`]: {
    operation: 'experiments_duplicate_create',
    body: { feature_flag_key: 'again' },
    status: 201,
    shows: { feature_flag_key: 'again' },
  },
  [`POST ${root}/{id}/end`]: {
    operation: 'experiments_end_create',
    given: running,
    body: { conclusion: 'won' },
    status: 200,
    shows: { status: 'stopped', conclusion: 'won' },
  },
  [`POST ${root}/{id}/launch`]: {
    operation: 'experiments_launch_create',
    status: 200,
    shows: { status: 'running' },
  },
  [`POST ${root}/{id}/pause`]: {
    operation: 'experiments_pause_create',
    given: running,
    status: 200,
    shows: { status: 'paused' },
  },
  [`POST ${root}/{id}/recalculate-timeseries`]: {
    operation: 'experiments_recalculate_timeseries_create',
    given: running,
    body: { metric, fingerprint },
    status: 201,
    shows: { status: 'pending', fingerprint },
  },
  [`POST ${root}/{id}/reset`]: {
    operation: 'experiments_reset_create',
    given: running,
    status: 200,
    shows: { status: 'draft' },
  },
  [`POST ${root}/{id}/resume`]: {
    operation: 'experiments_resume_create',
    given: paused,
    status: 200,
    shows: { status: 'running' },
  },
  [`POST ${root}/{id}/ship-variant`]: {
    operation: 'experiments_ship_variant_create',
    given: running,
    body: { variant_key: 'test' },
    status: 200,
    shows: { status: 'stopped' },
  },
  [`GET ${root}/{id}/timeseries-results`]: {
    operation: 'experiments_timeseries_results_retrieve',
    given: running,
    query: `?metric_uuid=${metric.uuid}&fingerprint=${fingerprint}`,
    status: 200,
    shows: { metric_uuid: metric.uuid, status: 'pending' },
  },
  [`POST ${root}/{id}/unarchive`]: {
    operation: 'experiments_unarchive_create',
    given: archived,
    status: 200,
    shows: { archived: false },
  },
  [`GET ${root}/eligible-feature-flags`]: {
    operation: 'experiments_eligible_feature_flags_retrieve',
    status: 200,
    shows: { count: 1 },
  },
  [`GET ${root}/requires-flag-implementation`]: {
    operation: 'experiments_requires_flag_implementation_retrieve',
    status: 200,
    shows: { result: expect.any(Boolean) as boolean },
  },
  [`GET ${root}/stats`]: {
    operation: 'experiments_stats_retrieve',
    status: 200,
    shows: { active_experiments: 0 },
  },
};

let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest();
});
afterAll(() => rest.close());

describe('the capability this product replaces', () => {
  it('has 22 operations on 18 paths, all of which are tested here', () => {
    expect(
      Object.values(uses)
        .map(({ operation }) => operation)
        .sort(),
    ).toEqual(capability.sort());
    expect(new Set(Object.keys(uses).map((use) => use.split(' ')[1])).size).toBe(18);
    expect(capability.filter((id) => !(id in operations))).toEqual([]);
  });

  describe.each(Object.entries(uses))('%s', (address, use) => {
    let vars: Record<string, unknown> = {};
    beforeEach(async () => {
      const loading = { body: { given: use.given ?? draft } };
      ({ vars } = (await send(`${rest.sandbox.url}/_sandbox/load`, 'POST', loading)).body);
      rest.sandbox.clearRequests();
    });

    it("answers with PostHog's status and JSON, for one upstream call", async () => {
      const [method = '', template = ''] = address.split(' ');
      const path = template
        .replace('{project-id}', String(vars['project']))
        .replace('{id}', String(vars['id']));
      const sent = use.body && { body: fill(use.body, vars) };
      const answer = await rest.call(method, path + (use.query ?? ''), sent);
      expect(answer.status).toBe(use.status);
      expect(answer).toMatchObject({ body: use.shows ?? '', calls: 1 });
      expect(rest.sandbox.requests()).toHaveLength(1);
    });
  });
});
