import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { components } from '../../../src/posthog/api/types.generated.ts';
import { apiOf, experimentByKey, firstSeries } from '../support/api.ts';
import type { Api, Experiment, TimeseriesResults } from '../support/api.ts';
import { startCheckedSandbox } from '../support/checked-sandbox.ts';
import type { CheckedSandbox } from '../support/checked-sandbox.ts';

type Schemas = components['schemas'];
type Rows = Schemas['PaginatedExperimentBasicList'];

const NOW = '2026-11-21T10:00:00Z';
let sandbox: CheckedSandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startCheckedSandbox({ now: NOW });
  api = apiOf(sandbox);
});

afterAll(() => sandbox.close());

/** Bounds of a variant's credible or confidence interval. */
function intervalOf(result: object): number[] {
  const [, bounds] = Object.entries(result).find(([name]) => name.endsWith('_interval')) ?? [];
  return Array.isArray(bounds) ? bounds.map(Number) : [];
}

async function wholeState(of: { url: string }): Promise<string> {
  const state = await (await fetch(`${of.url}/_sandbox/state`)).text();
  expect(state.length).toBeGreaterThan(100_000);
  return state;
}

describe('the seed', () => {
  it('is the same for the same clock, byte for byte', async () => {
    const twin = await startCheckedSandbox({ now: NOW });
    try {
      expect(await wholeState(twin)).toBe(await wholeState(sandbox));
    } finally {
      await twin.close();
    }
  });

  it('is restored completely by a reset', async () => {
    const own = await startCheckedSandbox({ now: NOW });
    try {
      const before = await wholeState(own);
      await apiOf(own).post('experiments/15/pause/');
      own.setClock({ advance: '3d' });
      expect(await wholeState(own)).not.toBe(before);
      own.reset();
      expect(await wholeState(own)).toBe(before);
    } finally {
      await own.close();
    }
  });

  it('has experiments with every state and every conclusion', async () => {
    const { results } = (await api.get<Rows>('experiments/?limit=100')).body;
    const archived = (await api.get<Rows>('experiments/?archived=true')).body.results;
    const count = (status: string) => results.filter((row) => row.status === status).length;
    expect(results.length).toBeGreaterThanOrEqual(25);
    expect(count('running')).toBeGreaterThanOrEqual(12);
    expect(count('draft')).toBeGreaterThanOrEqual(3);
    expect(count('paused')).toBeGreaterThanOrEqual(2);
    expect(count('exposure_frozen')).toBe(1);
    const conclusions = new Set([...results, ...archived].map(({ conclusion }) => conclusion));
    expect(conclusions).toEqual(
      new Set(['won', 'lost', 'inconclusive', 'stopped_early', 'invalid', null]),
    );
    expect(archived.length).toBeGreaterThanOrEqual(2);
    expect(results.filter((row) => row.is_legacy)).toHaveLength(1);
  });

  it('has one deleted experiment, which can be restored', async () => {
    const own = await startCheckedSandbox({ now: NOW });
    try {
      const { results } = (await apiOf(own).get<Rows>('experiments/?limit=100')).body;
      expect(results.map(({ feature_flag_key: key }) => key)).not.toContain('emoji-reactions');
      const restored = await apiOf(own).patch<Experiment>('experiments/13/', { deleted: false });
      expect(restored.body).toMatchObject({ feature_flag_key: 'emoji-reactions', deleted: false });
    } finally {
      await own.close();
    }
  });

  it('has metrics of every kind, shared and from a warehouse, and two to four variants', async () => {
    const { results } = (await api.get<Rows>('experiments/?limit=100')).body;
    const whole = await Promise.all(
      results.map(async ({ id }) => (await api.get<Experiment>(`experiments/${id}/`)).body),
    );
    const metrics = whole.flatMap((row) => [
      ...(row.metrics ?? []),
      ...(row.metrics_secondary ?? []),
    ]);
    const types = metrics.flatMap((metric) =>
      'metric_type' in metric ? [metric.metric_type] : [],
    );
    expect(new Set<unknown>(types)).toEqual(new Set(['funnel', 'mean', 'ratio', 'retention']));
    expect(JSON.stringify(metrics)).toContain('ExperimentDataWarehouseNode');
    expect(whole.filter((row) => row.saved_metrics.length > 0).length).toBeGreaterThan(4);
    const variants = whole.map((row) => row.parameters?.feature_flag_variants?.length ?? 0);
    expect([Math.min(...variants), Math.max(...variants)]).toEqual([2, 4]);
    const sizes = whole.map(
      (row) => (row.metrics ?? []).length + (row.metrics_secondary ?? []).length,
    );
    expect(Math.max(...sizes)).toBe(6);
  });

  it.each([
    ['one-page-checkout', 'test', true, 1],
    ['pricing-annual-first', 'annual-only', true, -1],
    ['search-ranking-v3', 'test', false, 0],
  ])(
    'has a result for %s in which %s is significant: %s',
    async (key, variant, significant, direction) => {
      const { path } = firstSeries(await experimentByKey(api, key));
      const { timeseries } = (await api.get<TimeseriesResults>(path)).body;
      const result = timeseries['2026-11-20']?.variant_results?.find((arm) => arm.key === variant);
      expect(result?.significant).toBe(significant);
      // Without a significant result the interval contains zero, so the signs of its bounds cancel out.
      const signs = intervalOf(result ?? {}).map((bound) => Math.sign(bound));
      expect((signs[0] ?? NaN) + (signs[1] ?? NaN)).toBe(2 * direction);
    },
  );

  it('sends one experiment less traffic for a variant than its flag says', async () => {
    const { path } = firstSeries(await experimentByKey(api, 'signup-invite-step'));
    const result = (await api.get<TimeseriesResults>(path)).body.timeseries['2026-11-20'];
    const control = result?.baseline?.number_of_samples ?? 0;
    const test = result?.variant_results?.[0]?.number_of_samples ?? 0;
    expect(test / (control + test)).toBeCloseTo(0.45, 1);
    // Chi-square with one degree of freedom: very unlikely for an even split.
    expect((control - test) ** 2 / (control + test)).toBeGreaterThan(20);
  });

  it('has holdouts, shared metrics, cohorts, and flags that no experiment uses', async () => {
    const [holdouts, shared, cohorts, flags] = await Promise.all(
      [
        'experiment_holdouts/',
        'experiment_saved_metrics/',
        'cohorts/',
        'feature_flags/?limit=200',
      ].map(
        async (path) =>
          (await api.get<{ results: { experiment_set?: number[] }[] }>(path)).body.results,
      ),
    );
    expect(holdouts).toHaveLength(3);
    expect(shared).toHaveLength(6);
    expect(cohorts?.length).toBeGreaterThanOrEqual(3);
    expect(flags?.filter((flag) => flag.experiment_set?.length === 0).length).toBeGreaterThan(8);
  });

  it('has three keys: one with full access, one for reading, one for project 2', async () => {
    const status = async (key: string, project: number) =>
      (await apiOf(sandbox, { key, project }).get('experiments/')).status;
    expect([await status('phx_sandbox', 1), await status('phx_sandbox', 3)]).toEqual([200, 200]);
    expect([await status('phx_project2', 2), await status('phx_project2', 1)]).toEqual([200, 403]);
    const reader = apiOf(sandbox, { key: 'phx_readonly' });
    expect((await reader.get('experiments/15/')).status).toBe(200);
    expect((await reader.post('experiments/15/pause/')).status).toBe(403);
  });

  it('requires an approval for changes to flags of the other organisation', async () => {
    const shop = apiOf(sandbox, { project: 3 });
    const { id } = await experimentByKey(shop, 'free-shipping-threshold');
    const shipped = await shop.post(`experiments/${id}/ship_variant/`, { variant_key: 'low' });
    expect(shipped).toMatchObject({ status: 409, body: { code: 'approval_required' } });
  });
});

describe('the large seed', () => {
  it('has five hundred experiments', async () => {
    const large = await startCheckedSandbox({ now: NOW, experiments: 500 });
    try {
      const { body } = await apiOf(large).get<Rows>('experiments/?limit=1');
      const archived = (await apiOf(large).get<Rows>('experiments/?archived=true&limit=1')).body
        .count;
      // One of the five hundred is deleted.
      expect(body.count + archived).toBe(499);
    } finally {
      await large.close();
    }
  });
});
