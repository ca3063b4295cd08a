import { describe, expect, it, vi } from 'vitest';
import { ageOf } from '../../../../src/posthog/layers/cache/age.ts';
import { UpstreamLedger } from '../../../../src/posthog/request/ledger.ts';
import type { FreshnessPolicy } from '../../../../src/posthog/request/plan.ts';
import { PlannedRequest } from '../../../../src/posthog/request/planned-request.ts';
import type { CallScope } from '../../../../src/posthog/types.ts';
import {
  error,
  fakePostHog,
  failureOf,
  json,
  silence,
  text,
  type Respond,
} from '../../../support/fake-posthog.ts';

/** Noon: the next daily run of PostHog is far. */
const noon = Date.parse('2026-03-04T12:00:00Z');
const MINUTE = 60_000;
const ids = Array.from({ length: 100 }, (_, index) => index + 1);

const series: Respond = (response, request, index) =>
  json(200, { experiment_id: Number(/experiments\/(\d+)/.exec(request.url)?.[1]) })(
    response,
    request,
    index,
  );
const refused = json(401, error('authentication_error', 'authentication_failed', 'Revoked.'));
const down = json(500, error('server_error', 'error', 'A server error occurred.'));
const nothing = json(404, error('invalid_request', 'not_found', 'Not found.'));

const idsOf = (answers: readonly { experiment_id: number }[]) =>
  answers.map((answer) => answer.experiment_id);

/** PostHog with series that are cached for the rest of the day, and a clock that can be set. */
async function world() {
  const state = { now: noon, answer: series };
  const posthog = await fakePostHog((...args) => state.answer(...args), {
    now: () => state.now,
    breaker: false,
    budget: { perMinute: 1_000_000, perHour: 1_000_000 },
    freshness: {
      seconds: { experiments: 5, settings: 60, results: 86_400 },
      maxStaleMs: 3_600_000,
      maxBytes: 10_000_000,
    },
  });
  const read = (
    id: number,
    scope: Partial<CallScope> & { freshness?: FreshnessPolicy } = {},
    key?: string,
  ) => {
    const { freshness = {}, ...rest } = scope;
    const planned = new PlannedRequest({ freshness });
    const deadline = state.now + 5_000;
    return posthog
      .client({ planned, deadline, ...rest }, key)
      .call('experiments_timeseries_results_retrieve', {
        path: { project_id: '1', id },
        query: { metric_uuid: 'm', fingerprint: 'f' },
      });
  };
  /** The number of calls since the last time. */
  const calls = () => posthog.received.splice(0).length;
  const readAll = (scope?: Parameters<typeof read>[1]) =>
    Promise.all(ids.map((id) => read(id, scope)));
  return {
    state,
    read,
    readAll,
    calls,
    received: posthog.received,
    upstream: posthog.upstream,
    /** Reads all series, and lets so much time pass without a call. */
    async afterIdle(ms: number) {
      await readAll();
      expect(calls()).toBe(ids.length);
      state.now += ms;
    },
    [Symbol.asyncDispose]: () => posthog[Symbol.asyncDispose](),
  };
}

describe('cached answers of a key that PostHog has not answered for ten minutes', () => {
  it('cost one call, however many are read at once, and none for the next ten minutes', async () => {
    await using posthog = await world();
    const { state, calls } = posthog;
    await posthog.afterIdle(10 * MINUTE - 1);
    await posthog.readAll();
    expect(calls()).toBe(0);
    state.now += 1;
    const answers = await posthog.readAll();
    expect(idsOf(answers)).toEqual(ids);
    expect(calls()).toBe(1);
    state.now += 10 * MINUTE - 1;
    await posthog.readAll();
    expect(calls()).toBe(0);
    state.now += 1;
    await posthog.readAll();
    expect(calls()).toBe(1);
  });

  it('cost no call where PostHog has answered the key something else meanwhile', async () => {
    await using posthog = await world();
    await posthog.afterIdle(0);
    for (let round = 0; round < 6; round += 1) {
      posthog.state.now += 9 * MINUTE;
      await posthog.read(1, { freshness: { maxAgeMs: 0 } });
      posthog.calls();
      posthog.state.now += 9 * MINUTE;
      await posthog.readAll();
      expect(posthog.calls()).toBe(0);
    }
  });

  it('are refused to all who read them when PostHog refuses the key, and that is one call', async () => {
    await using posthog = await world();
    await posthog.afterIdle(10 * MINUTE);
    posthog.state.answer = refused;
    const failures = await Promise.all(ids.map((id) => failureOf(posthog.read(id))));
    for (const failure of failures)
      expect(failure).toMatchObject({
        kind: 'unauthenticated',
        operation: 'experiments_timeseries_results_retrieve',
        status: 401,
        message: 'Revoked.',
        body: { code: 'authentication_failed' },
      });
    expect(posthog.calls()).toBe(1);
  });

  it('are checked for each key by itself', async () => {
    await using posthog = await world();
    const keys = ['phx_a', 'phx_b'];
    const readBoth = () =>
      Promise.all(keys.flatMap((key) => [1, 2, 3].map((id) => posthog.read(id, {}, key))));
    await readBoth();
    expect(posthog.calls()).toBe(6);
    posthog.state.now += 10 * MINUTE;
    await readBoth();
    const sent = posthog.received.map(({ headers }) => headers.authorization);
    expect(sent).toHaveLength(2);
    expect(new Set(sent)).toEqual(new Set(['Bearer phx_a', 'Bearer phx_b']));
  });

  it('cost one call after the clock was set back by a day, too', async () => {
    await using posthog = await world();
    await posthog.afterIdle(-24 * 60 * MINUTE);
    await posthog.readAll();
    expect(posthog.calls()).toBe(1);
    posthog.state.now += 9 * MINUTE;
    await posthog.readAll();
    expect(posthog.calls()).toBe(0);
    posthog.state.now += MINUTE;
    posthog.state.answer = refused;
    expect((await failureOf(posthog.read(1))).kind).toBe('unauthenticated');
  });
});

describe('while PostHog cannot say whether it accepts a key', () => {
  it('its cached answers are served as stale ones, for one call', async () => {
    await using posthog = await world();
    await posthog.afterIdle(10 * MINUTE);
    posthog.state.answer = down;
    const answers = await posthog.readAll();
    for (const answer of answers)
      expect(ageOf(answer)).toEqual({ asOf: noon, staleReason: 'UPSTREAM_DOWN' });
    expect(posthog.calls()).toBe(1);
  });

  it('who takes no stale answer gets the failure, for one call', async () => {
    await using posthog = await world();
    await posthog.afterIdle(10 * MINUTE);
    posthog.state.answer = down;
    const freshness = { staleOk: false };
    const failures = await Promise.all(ids.map((id) => failureOf(posthog.read(id, { freshness }))));
    expect(new Set(failures.map(({ kind }) => kind))).toEqual(new Set(['unavailable']));
    expect(posthog.calls()).toBe(1);
  });

  it('who waits for the answer of another read waits no longer than the own deadline', async () => {
    await using posthog = await world();
    await posthog.afterIdle(10 * MINUTE);
    posthog.state.answer = silence;
    const leaving = new AbortController();
    const first = failureOf(posthog.read(1, { signal: leaving.signal }));
    const answer = await posthog.read(2, { deadline: posthog.state.now + 20 });
    expect(ageOf(answer)).toEqual({ asOf: noon, staleReason: 'UPSTREAM_DOWN' });
    leaving.abort();
    expect((await first).kind).toBe('cancelled');
    expect(posthog.calls()).toBe(1);
  });
});

describe('when the read that asks PostHog about the key says nothing about it', () => {
  it('because its caller left, another asks in its place', async () => {
    await using posthog = await world();
    await posthog.afterIdle(10 * MINUTE);
    posthog.state.answer = silence;
    const leaving = new AbortController();
    const first = failureOf(posthog.read(1, { signal: leaving.signal }));
    const others = Promise.all([2, 3, 4].map((id) => posthog.read(id)));
    await vi.waitFor(() => expect(posthog.received).toHaveLength(1));
    posthog.state.answer = series;
    leaving.abort();
    expect((await first).kind).toBe('cancelled');
    expect(idsOf(await others)).toEqual([2, 3, 4]);
    expect(posthog.calls()).toBe(2);
  });

  it('because its caller allows no call, another asks in its place', async () => {
    await using posthog = await world();
    await posthog.afterIdle(10 * MINUTE);
    const planned = new PlannedRequest({ maxCalls: 0 });
    const first = failureOf(posthog.read(1, { planned, ledger: new UpstreamLedger() }));
    const others = Promise.all([2, 3, 4].map((id) => posthog.read(id)));
    expect((await first).kind).toBe('budget-skipped');
    expect(idsOf(await others)).toEqual([2, 3, 4]);
    expect(posthog.calls()).toBe(1);
  });
});

describe('what PostHog does not have', () => {
  it('says as well as an answer that it accepts the key', async () => {
    await using posthog = await world();
    await posthog.afterIdle(10 * MINUTE);
    posthog.state.answer = nothing;
    const first = failureOf(posthog.read(1));
    const others = Promise.all([2, 3, 4].map((id) => posthog.read(id)));
    expect((await first).kind).toBe('not-found');
    expect(idsOf(await others)).toEqual([2, 3, 4]);
    expect(posthog.calls()).toBe(1);
  });

  it('is given to a revoked key for no longer than answers are', async () => {
    await using posthog = await world();
    posthog.state.answer = nothing;
    expect((await failureOf(posthog.read(1))).kind).toBe('not-found');
    posthog.state.answer = refused;
    posthog.state.now += 10 * MINUTE - 1;
    expect((await failureOf(posthog.read(1))).kind).toBe('not-found');
    posthog.state.now += 1;
    expect((await failureOf(posthog.read(1))).kind).toBe('unauthenticated');
    expect(posthog.calls()).toBe(2);
  });

  it('is known for the rest of the day where it has no such endpoint, which says nothing about the key', async () => {
    await using posthog = await world();
    posthog.state.answer = text(404, '<h1>Not found</h1>');
    expect((await failureOf(posthog.read(1))).kind).toBe('unsupported');
    posthog.state.now += 60 * MINUTE;
    expect((await failureOf(posthog.read(1))).kind).toBe('unsupported');
    expect(posthog.calls()).toBe(1);
  });
});
