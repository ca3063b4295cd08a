import { beforeAll, describe, expect, it } from 'vitest';
import type { components } from '../../../../src/posthog/api/types.generated.ts';
import { apiOf, experimentByKey } from '../../support/api.ts';
import type { Api, Experiment, Refusal } from '../../support/api.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

type Schemas = components['schemas'];
type Buckets = Schemas['ExperimentSessionBucketResponse'];
type Deltas = Schemas['ExperimentSessionEventDeltaResponse'];
type Context = Schemas['ExperimentSessionContextResponse'];

const sandbox = useCheckedSandbox({ now: '2026-11-21T10:00:00Z' });
let api: Api;
let checkout: Experiment;

beforeAll(async () => {
  api = apiOf(sandbox());
  checkout = await experimentByKey(api, 'one-page-checkout');
});

const bucketsOf = async (question: object) =>
  (await api.post<Buckets>(`experiments/${checkout.id}/session_buckets/`, question)).body;

const contextOf = async (session: string) =>
  (await api.get<Context>(`experiments/session_context/?session_id=${session}`)).body;

const checkoutHits = async (id: string) =>
  (await contextOf(id)).results.find((item) => item.experiment_id === checkout.id)
    ?.metrics_in_session;

const inSession = async (key: string) => {
  const { id } = await experimentByKey(api, key);
  const path = `experiments/${id}/in_session_exposure/`;
  return (await api.get<Schemas['ExperimentInSessionExposure']>(path)).body;
};

describe('recordings of sessions exposed to an experiment', () => {
  it('are grouped into those that fired a metric and those that did not', async () => {
    const [fired, silent] = await Promise.all([
      bucketsOf({ bucket: 'fired_any' }),
      bucketsOf({ bucket: 'no_metric_activity' }),
    ]);
    expect(fired.session_ids.length).toBeGreaterThan(20);
    expect(silent.session_ids.length).toBeGreaterThan(5);
    expect(fired.session_ids.filter((id) => silent.session_ids.includes(id))).toEqual([]);
    expect((await checkoutHits(fired.session_ids[0] ?? ''))?.length).toBeGreaterThan(0);
    expect(await checkoutHits(silent.session_ids[0] ?? '')).toEqual([]);
  });

  it('can be filtered by variant, with an indication that there are more than were listed', async () => {
    const few = await bucketsOf({ bucket: 'fired_any', variant: 'test', limit: 3 });
    expect([few.session_ids.length, few.truncated]).toEqual([3, true]);
    const contexts = await Promise.all(few.session_ids.map((id) => contextOf(id)));
    const variants = contexts.flatMap(({ results }) =>
      results.filter((item) => item.experiment_id === checkout.id).map((item) => item.variant),
    );
    expect(variants).toEqual(['test', 'test', 'test']);
  });

  it('drop out of funnels only: other metrics are excluded with a reason', async () => {
    const { considered_metrics: considered, excluded_metrics: excluded } = await bucketsOf({
      bucket: 'funnel_dropoff',
    });
    expect(considered.map((metric) => metric.metric_name)).toEqual(['Checkout conversion']);
    expect(excluded.map((metric) => metric.reason)).toContain('not_a_funnel');
  });

  it('are described once each, in the requested order, without unknown ones', async () => {
    const { session_ids: ids } = await bucketsOf({ bucket: 'fired_any', limit: 2 });
    const asked = [ids[1], 'nobody-knows-it', ids[0]];
    const { body } = await api.post<Schemas['ExperimentSessionContextsResponse']>(
      'experiments/session_contexts/',
      { session_ids: asked },
    );
    expect(body.results.map((context) => context.session_id)).toEqual([ids[1], ids[0]]);
    expect(body.results[0]).toEqual(await contextOf(ids[1] ?? ''));
    const path = 'experiments/session_context/?session_id=nobody-knows-it';
    expect(await api.get<Refusal>(path)).toEqual({
      status: 404,
      body: {
        type: 'invalid_request',
        code: 'not_found',
        detail: 'Recording not found',
        attr: null,
      },
    });
  });

  it('are refused to a person without access to replays', async () => {
    const noReplay = apiOf(sandbox(), { key: 'phx_noreplay' });
    expect(await noReplay.get<Refusal>('experiments/session_context/?session_id=x')).toMatchObject({
      status: 403,
      body: {
        detail: 'Reading session experiment context requires session replay access.',
      },
    });
  });

  it("have the person's variant from earlier sessions", async () => {
    const { variants } = (
      await api.post<Deltas>(`experiments/${checkout.id}/session_event_deltas/`)
    ).body;
    expect(variants.map(({ key }) => key)).toEqual(['control', 'test']);
    for (const { persons, sessions } of variants) expect(persons).toBeLessThan(sessions);
  });

  it('are too few to compare a day after the launch', async () => {
    const fresh = await experimentByKey(api, 'signup-passkeys');
    const { body } = await api.post<Deltas>(`experiments/${fresh.id}/session_event_deltas/`);
    expect(body).toMatchObject({
      cards: [],
      too_early: true,
      empty_reason: 'too_early',
      detectable_share: null,
    });
  });

  it.each([
    ['session_contexts/', { session_ids: [] }, 'empty', 'session_ids'],
    [
      'session_contexts/',
      { session_ids: Array.from({ length: 21 }, String) },
      'max_length',
      'session_ids',
    ],
    ['session_contexts/', {}, 'required', 'session_ids'],
    ['15/session_buckets/', { bucket: 'all' }, 'invalid_choice', 'bucket'],
    ['15/session_buckets/', { bucket: 'fired_any', limit: 101 }, 'max_value', 'limit'],
    ['28/session_buckets/', { bucket: 'fired_any' }, 'invalid_input', null],
    ['28/session_event_deltas/', undefined, 'invalid_input', null],
  ])('are refused to %s with %j as %s', async (path, body, code, attr) => {
    const refused = await api.post<Refusal>(`experiments/${path}`, body);
    expect(refused).toMatchObject({ status: 400, body: { code, attr } });
  });

  it('are filtered by the flag call, or by the flag property of events if exposure is a custom event', async () => {
    expect(await inSession('one-page-checkout')).toMatchObject({
      available: true,
      uses_stamped_fallback: false,
    });
    expect(await inSession('comment-threads')).toMatchObject({
      available: true,
      uses_stamped_fallback: true,
    });
    expect(await inSession('referral-credits')).toEqual({
      available: false,
      unavailable_reason: 'not_launched',
      uses_stamped_fallback: false,
    });
  });
});
