import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { components } from '../../../src/posthog/api/types.generated.ts';
import { apiOf, experimentByKey } from '../support/api.ts';
import type { Api, Experiment, Refusal } from '../support/api.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

type Schemas = components['schemas'];
type Stats = Schemas['ExperimentVelocityStats'];
type Activity = Schemas['ActivityLogPaginatedResponse'];
type Task = Schemas['ExperimentFlagCleanupTask'];
type Setup = Schemas['ExperimentSetupContextResponse'];

const sandbox = useCheckedSandbox({ now: '2026-11-21T10:00:00Z' });
let api: Api;

beforeEach(() => {
  sandbox().reset();
  api = apiOf(sandbox());
});

describe('velocity', () => {
  it('counts launches and endings in windows of thirty days', async () => {
    const stats = async () => (await api.get<Stats>('experiments/stats/')).body;
    const before = await stats();
    const { id } = await experimentByKey(api, 'referral-credits');
    await api.post(`experiments/${id}/launch/`);
    await api.post(`experiments/${id}/end/`);
    expect(await stats()).toMatchObject({
      launched_last_30d: before.launched_last_30d + 1,
      active_experiments: before.active_experiments,
      completed_last_30d: before.completed_last_30d + 1,
    });
    sandbox().setClock({ advance: '31d' });
    const later = await stats();
    expect([later.launched_last_30d, later.percent_change]).toEqual([0, -100]);
    expect(later.launched_previous_30d).toBeGreaterThan(before.launched_last_30d - 2);
    await api.post(`experiments/${id}/archive/`);
    expect((await stats()).launched_previous_30d).toBe(later.launched_previous_30d - 1);
  });
});

describe('the activity of an experiment', () => {
  it('is listed newest first also where several changes are made within a millisecond', async () => {
    const { id } = await experimentByKey(api, 'one-page-checkout');
    const texts = Array.from({ length: 5 }, (_, at) => `Take ${at}`);
    vi.useFakeTimers({ toFake: ['Date'] });
    // oxlint-disable-next-line no-await-in-loop -- one after another
    for (const description of texts) await api.patch(`experiments/${id}/`, { description });
    vi.useRealTimers();
    const { body } = await api.get<Activity>(`experiments/${id}/activity/?limit=5`);
    const listed = body.results.map(({ detail }) => detail?.changes?.[0]?.after);
    expect(listed).toEqual(texts.toReversed());
  });

  it('is listed newest first, page by page, including its flag', async () => {
    const { id } = await experimentByKey(api, 'one-page-checkout');
    sandbox().setClock({ advance: '1m' });
    await api.post(`experiments/${id}/pause/`);
    sandbox().setClock({ advance: '1m' });
    await api.patch(`experiments/${id}/`, { description: 'Paused for the fair.' });
    const read = async (query: string) =>
      (await api.get<Activity>(`experiments/${id}/activity/?${query}`)).body;
    const all = await read('limit=50');
    expect(all.results.map(({ scope, activity }) => `${scope} ${activity}`)).toEqual([
      'Experiment updated',
      'Experiment paused',
      'FeatureFlag updated',
      'Experiment updated',
      'FeatureFlag updated',
      'Experiment created',
      'FeatureFlag created',
    ]);
    expect(all.results[2]?.detail?.changes).toMatchObject([
      { field: 'active', before: true, after: false },
    ]);
    const second = await read('limit=4&page=2');
    expect(second.results).toEqual(all.results.slice(4));
    expect(second.total_count).toBe(7);
    expect(second.next).toBeNull();
    expect(second.previous).toContain('page=1');
  });
});

describe('removing a flag from the code', () => {
  it('changes from queued to in progress to a pull request', async () => {
    const { id } = await experimentByKey(api, 'one-page-checkout');
    const path = `experiments/${id}/flag_cleanup_task/`;
    expect((await api.get(path)).status).toBe(404);
    await api.post(`experiments/${id}/end/`, { conclusion: 'won', open_cleanup_pr: true });
    const task = async () => (await api.get<Task>(path)).body;
    expect(await task()).toMatchObject({ run_status: 'queued', is_terminal: false, pr_url: null });
    sandbox().setClock({ advance: '2m' });
    expect((await task()).run_status).toBe('in_progress');
    sandbox().setClock({ advance: '10m' });
    expect(await task()).toMatchObject({
      run_status: 'completed',
      is_terminal: true,
      pr_url: `https://github.com/lumenlabs/web/pull/${id}`,
    });
  });

  it('uses the repository of the experiment, otherwise the only one of the project', async () => {
    const target = async (key: string) => {
      const { id } = await experimentByKey(api, key);
      const path = `experiments/${id}/flag_cleanup_target/`;
      return (await api.get<Schemas['ExperimentFlagCleanupTarget']>(path)).body;
    };
    expect(await target('one-page-checkout')).toMatchObject({ source: 'explicit' });
    expect(await target('search-ranking-v3')).toEqual({
      repository: 'lumenlabs/web',
      source: 'single_repo',
      candidates: ['lumenlabs/web'],
    });
    const { id } = await experimentByKey(api, 'dark-mode-default');
    await api.patch(`experiments/${id}/`, { repository: 'lumenlabs/design' });
    expect(await target('search-ranking-v3')).toMatchObject({
      repository: null,
      source: 'ambiguous',
      candidates: ['lumenlabs/design', 'lumenlabs/web'],
    });
  });

  it('uses the default of the project before the only repository', async () => {
    const { id } = await experimentByKey(api, 'search-ranking-v3');
    const { id: other } = await experimentByKey(api, 'one-page-checkout');
    await api.post(`experiments/${other}/end/`, {
      conclusion: 'won',
      open_cleanup_pr: true,
      repository: 'lumenlabs/monorepo',
      set_repository_as_team_default: true,
    });
    const { body } = await api.get<Schemas['ExperimentFlagCleanupTarget']>(
      `experiments/${id}/flag_cleanup_target/`,
    );
    expect(body).toEqual({
      repository: 'lumenlabs/monorepo',
      source: 'team_default',
      candidates: ['lumenlabs/monorepo'],
    });
  });

  it('needs a conclusion, and a reset forgets its task', async () => {
    const { id } = await experimentByKey(api, 'one-page-checkout');
    const end = (body: object) =>
      api.post<Experiment>(`experiments/${id}/end/`, { open_cleanup_pr: true, ...body });
    expect((await end({})).body.flag_cleanup_task_id).toBeNull();
    await api.post(`experiments/${id}/reset/`);
    await api.post(`experiments/${id}/launch/`);
    expect((await end({ conclusion: 'won' })).body.flag_cleanup_task_id).not.toBeNull();
    const reset = await api.post<Experiment>(`experiments/${id}/reset/`);
    expect(reset.body.flag_cleanup_task_id).toBeNull();
  });
});

describe('migrating a legacy experiment', () => {
  it('creates one copy on the current engine', async () => {
    const legacy = await experimentByKey(api, 'onboarding-video-2023');
    const path = `experiments/${legacy.id}/migrate/`;
    const { status, body } = await api.post<Experiment>(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: legacy.name,
      is_legacy: false,
      status: 'stopped',
      conclusion: 'won',
      feature_flag: { id: legacy.feature_flag?.id },
      metrics: [
        { kind: 'ExperimentMetric', metric_type: 'funnel', name: 'Sign-up funnel' },
        { kind: 'ExperimentMetric', metric_type: 'mean', source: { event: 'document_created' } },
      ],
    });
    expect(body.id).not.toBe(legacy.id);
    expect((await api.post<Experiment>(path)).body.id).toBe(body.id);
    expect((await api.post<Refusal>(`experiments/${body.id}/migrate/`)).status).toBe(400);
    expect((await api.get<Experiment>(`experiments/${legacy.id}/`)).body.is_legacy).toBe(true);
  });
});

const ask = async (question: object) =>
  (await api.post<Setup>('experiments/setup_context/', question)).body;

describe('facts for planning an experiment', () => {
  it('skip the sections that were not requested', async () => {
    const bare = await ask({});
    expect([bare.target_surface, bare.candidate_metric]).toEqual([
      { status: 'skipped', data: null },
      { status: 'skipped', data: null },
    ]);
    const asked = await ask({ target_event: '$pageview', metric_event: 'order_completed' });
    expect([asked.target_surface.status, asked.candidate_metric.status]).toEqual(['ok', 'ok']);
    const {
      persons_reached: reached,
      persons_converted: converted,
      conversion_rate: rate,
    } = asked.candidate_metric.data ?? {};
    expect(rate).toBeCloseTo((converted ?? NaN) / (reached ?? NaN), 3);
  });

  it('count no people for an event that was never captured', async () => {
    const { target_surface: target } = await ask({ target_event: 'made_up' });
    expect(target.data).toMatchObject({ unique_persons: 0, exposures_per_day_estimate: 0 });
  });

  it('include the outcomes of earlier experiments', async () => {
    const { previous_experiments: previous } = await ask({ previous_experiments_limit: 25 });
    const { experiments = [], summary } = previous.data ?? {};
    expect(experiments).toHaveLength(25);
    const pricing = experiments.find((row) => row.feature_flag_key === 'pricing-annual-first');
    expect(pricing).toMatchObject({
      variant_count: 3,
      split_even: true,
      stats_method: 'frequentist',
      has_holdout: true,
      outcome: { metric_type: 'funnel', any_variant_significant: true },
    });
    expect(summary?.launched).toBe(experiments.filter((row) => row.start_date).length);
  });

  it('list shared metrics on the requested event first', async () => {
    const { shared_metrics: shared } = await ask({ metric_event: 'signup_completed' });
    expect(shared.data?.metrics?.[0]).toMatchObject({
      name: 'Sign-up conversion',
      matches_metric_event: true,
      metric_event_roles: ['series'],
    });
  });

  it('tell the metric event from the target event', async () => {
    const refused = await api.post<Refusal>('experiments/setup_context/', {
      target_event: 'signup_started',
      metric_event: 'signup_started',
    });
    expect(refused).toMatchObject({ status: 400, body: { attr: 'metric_event' } });
  });

  it('accept a URL only for page views', async () => {
    const refused = await api.post<Refusal>('experiments/setup_context/', {
      target_event: 'signup_started',
      target_url_contains: '/pricing',
    });
    expect(refused).toMatchObject({ status: 400, body: { attr: 'target_url_contains' } });
  });
});
