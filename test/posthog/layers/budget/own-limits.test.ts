import { describe, expect, it } from 'vitest';
import { apiKey, failureOf, fakePostHog, json } from '../../../support/fake-posthog.ts';

const limits = { perMinute: 2, perHour: 2 };
/** Too little time to wait for a minute to pass. */
const expiring = () => ({ deadline: Date.now() + 5_000 });

const deltas = (projectId: string) =>
  ['experiments_session_event_deltas_create', { path: { project_id: projectId, id: 7 } }] as const;

const answer = json(200, { results: [], groups: [] });

describe('operations with limits of their own', () => {
  it('neither use up the budget of the key nor are held back by it', async () => {
    await using posthog = await fakePostHog(answer, { budget: limits });
    const client = posthog.client(expiring());
    for (let call = 0; call < 10; call += 1) await client.call(...deltas('1'));
    expect(posthog.received).toHaveLength(10);
    expect(posthog.upstream.budget({ apiKey })?.minuteRemaining).toBe(2);
    const eleventh = await failureOf(posthog.client(expiring()).call(...deltas('1')));
    expect(eleventh).toMatchObject({ kind: 'budget-exceeded', available: 0 });
    expect(posthog.received).toHaveLength(10);
  });

  it('are raised to whole calls where the limits of keys are raised by a fraction', async () => {
    const budget = { perMinute: 500, perHour: 4_800 };
    await using posthog = await fakePostHog(answer, { budget });
    for (let call = 0; call < 10; call += 1) await posthog.client().call(...deltas('1'));
    const eleventh = await failureOf(posthog.client(expiring()).call(...deltas('1')));
    expect(eleventh.kind).toBe('budget-exceeded');
    expect(posthog.received).toHaveLength(10);
  });

  it('are counted by project, and by key', async () => {
    await using posthog = await fakePostHog(answer);
    for (let call = 0; call < 10; call += 1) await posthog.client().call(...deltas('1'));
    await posthog.client(expiring()).call(...deltas('2'));
    await posthog.client(expiring(), 'phx_another').call(...deltas('1'));
    expect(posthog.received).toHaveLength(12);
  });

  it.each(['phx_personal', 'pha_oauth'])('count the calls of %s for a project', async (key) => {
    await using posthog = await fakePostHog(json(200, { results: [] }));
    const ask = (variant: string) =>
      posthog.client(expiring(), key).call('experiments_session_buckets_create', {
        path: { project_id: '1', id: 7 },
        body: { bucket: 'fired_any', variant },
      });
    for (let call = 0; call < 20; call += 1) await ask(`v${call}`);
    expect((await failureOf(ask('another'))).kind).toBe('budget-exceeded');
    expect(posthog.received).toHaveLength(20);
  });

  it.each([
    ['phx_personal', 'is held back'],
    ['pha_oauth', 'passes'],
  ])('after 240 contexts of recordings in a minute, the next of %s %s', async (key, then) => {
    await using posthog = await fakePostHog(json(200, { session_id: 's', results: [] }));
    const ask = (session: number, scope = {}) =>
      posthog.client(scope, key).call('experiments_session_context_retrieve', {
        path: { project_id: '1' },
        query: { session_id: `s${session}` },
      });
    await Promise.all(Array.from({ length: 240 }, (_call, session) => ask(session)));
    const [next] = await Promise.allSettled([ask(240, expiring())]);
    expect(next?.status).toBe(then === 'passes' ? 'fulfilled' : 'rejected');
    expect(posthog.received).toHaveLength(then === 'passes' ? 241 : 240);
  });
});
