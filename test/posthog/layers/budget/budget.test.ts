import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Admission, BudgetTooSmall } from '../../../../src/posthog/layers/budget/admission.ts';
import { Budget } from '../../../../src/posthog/layers/budget/budget.ts';
import { SlidingWindow } from '../../../../src/posthog/layers/budget/window.ts';
import { priorities } from '../../../../src/posthog/request/plan.ts';
import { PlannedRequest } from '../../../../src/posthog/request/planned-request.ts';
import {
  apiKey,
  error,
  fakePostHog,
  failureOf,
  inTurn,
  json,
} from '../../../support/fake-posthog.ts';

const limits = { perMinute: 10, perHour: 30 };
const me = { apiKey };

describe('a sliding window', () => {
  it('counts exactly the calls of the last span, whatever their times', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3_000 }), { maxLength: 200 }), (gaps) => {
        const window = new SlidingWindow(5, 1_000);
        const moments: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          expect(window.used(now)).toBe(moments.filter((at) => at > now - 1_000).length);
          const wait = window.waitFor(1, now);
          const after = moments.filter((at) => at > now + wait - 1_000).length;
          expect(after).toBeLessThan(5);
          if (wait === 0) {
            window.record(now);
            moments.push(now);
          }
        }
      }),
    );
  });
});

describe('the budget of a key', () => {
  it("counts this process's calls and shows what is left of both windows", async () => {
    await using posthog = await fakePostHog(json(200, { id: 1 }), { budget: limits });
    const client = posthog.client();
    for (const id of [1, 2, 3])
      await client.call('experiments_retrieve', { path: { project_id: '1', id } });
    expect(posthog.upstream.budget(me)).toMatchObject({
      minuteRemaining: 7,
      hourRemaining: 27,
      confidence: 'counted',
    });
    expect(posthog.upstream.budget({ apiKey: 'phx_other' })?.minuteRemaining).toBe(10);
  });

  it('does not count calls that PostHog refused for the key', async () => {
    const refused = json(
      403,
      error('authentication_error', 'permission_denied', 'You do not have access.'),
    );
    await using posthog = await fakePostHog(refused, { budget: limits });
    await failureOf(posthog.client().call('users_retrieve_me', {}));
    expect(posthog.upstream.budget(me)?.minuteRemaining).toBe(10);
  });

  it('is corrected by a 429 for a key that is used elsewhere too: nothing is sent until the wait is over', async () => {
    let now = 1_000_000;
    const throttled = json(
      429,
      error(
        'throttled_error',
        'throttled',
        'Request was throttled. Expected available in 40 seconds.',
      ),
    );
    await using posthog = await fakePostHog(inTurn(throttled, json(200, {})), {
      budget: limits,
      now: () => now,
    });
    const ask = () => posthog.client({ deadline: now + 1_000 }).call('users_retrieve_me', {});
    expect((await failureOf(ask())).kind).toBe('rate-limited');
    expect(posthog.upstream.budget(me)).toMatchObject({
      minuteRemaining: 0,
      confidence: 'corrected',
      nextCallAt: now + 40_000,
    });

    const second = await failureOf(ask());
    expect(second).toMatchObject({ kind: 'budget-exceeded', retryAfterSeconds: 40, available: 0 });
    expect(posthog.received).toHaveLength(1);

    now += 40_000;
    await ask();
    expect(posthog.received).toHaveLength(2);
  });

  it('probes a throttle with a single call every ten seconds, and accepts the result', async () => {
    let now = 1_000_000;
    const throttled = json(
      429,
      error(
        'throttled_error',
        'throttled',
        'Request was throttled. Expected available in 3000 seconds.',
      ),
    );
    await using posthog = await fakePostHog(inTurn(throttled, throttled, json(200, {})), {
      budget: limits,
      now: () => now,
    });
    const ask = () => posthog.client({ deadline: now + 1_000 }).call('users_retrieve_me', {});
    await failureOf(ask());
    now += 10_000;
    expect((await failureOf(ask())).kind).toBe('rate-limited');
    expect((await failureOf(ask())).kind).toBe('budget-exceeded');
    expect(posthog.received).toHaveLength(2);
    now += 10_000;
    await ask();
    await ask();
    expect(posthog.received).toHaveLength(4);
    expect(posthog.upstream.budget(me)).toMatchObject({ minuteRemaining: 8 });
  });

  it('skips the calls beyond what the caller allows', async () => {
    await using posthog = await fakePostHog(json(200, {}));
    const client = posthog.client({ planned: new PlannedRequest({ maxCalls: 1 }) });
    await client.call('users_retrieve_me', {});
    const skipped = await failureOf(client.call('projects_list', {}));
    expect(skipped.kind).toBe('budget-skipped');
    expect(posthog.received).toHaveLength(1);
  });
});

/** A queue in front of a budget of ten calls a minute, at time 0. */
function world() {
  const budget = new Budget({ perMinute: 10, perHour: 1_000 });
  const queue = new Admission(budget, () => 0);
  const admission = {
    admit: async (...operation: Parameters<Admission['admit']>) => queue.admit(...operation),
  };
  return { budget, admission };
}

describe('admission', () => {
  it('immediately refuses an operation that cannot fit in time, with the time when it would', async () => {
    const { budget, admission } = world();
    for (let call = 0; call < 8; call += 1) budget.record(0);
    const refused = await admission.admit(5, priorities.query, 10_000).catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(BudgetTooSmall);
    expect(refused).toMatchObject({ available: 2, retryAfterSeconds: 60 });
    const never = await admission.admit(11, priorities.query, 100_000).catch((e: unknown) => e);
    expect(never).toMatchObject({ retryAfterSeconds: undefined });
  });

  it('lets a small operation overtake a large one that waits', async () => {
    const { admission } = world();
    const running = await admission.admit(6, priorities.query, 1_000);
    const order: string[] = [];
    const big = admission.admit(9, priorities.query, 1_000).then((r) => (order.push('big'), r));
    const small = await admission.admit(2, priorities.query, 1_000);
    order.push('small');
    running.release();
    small.release();
    await big;
    expect(order).toEqual(['small', 'big']);
  });

  it('lets mutations out of the queue first and pollers last', async () => {
    const { admission } = world();
    const running = await admission.admit(10, priorities.query, 1_000);
    const order: string[] = [];
    const waiting = (['poll', 'query', 'mutation'] as const).map((who) =>
      admission.admit(10, priorities[who], 1_000).then((reservation) => {
        order.push(who);
        return reservation.release();
      }),
    );
    running.release();
    await Promise.all(waiting);
    expect(order).toEqual(['mutation', 'query', 'poll']);
  });

  it('lets no more out of the queue than fit, though they record their calls later', async () => {
    let now = 0;
    const budget = new Budget({ perMinute: 10, perHour: 1_000 });
    const queue = new Admission(budget, () => now);
    for (let call = 0; call < 10; call += 1) budget.record(0);
    let sent = 0;
    const asked = Array.from({ length: 25 }, async () => {
      const reservation = await queue.admit(1, priorities.query, 70_000);
      reservation.use();
      await Promise.resolve();
      await Promise.resolve();
      budget.record(now);
      sent += 1;
    });
    now = 60_001;
    queue.learned();
    await new Promise(setImmediate);
    expect(sent).toBe(10);
    now = 70_001;
    queue.learned();
    expect(
      (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected'),
    ).toHaveLength(15);
  });

  it('releases the calls an operation did not use', async () => {
    const { admission, budget } = world();
    const reservation = await admission.admit(10, priorities.query, 1_000);
    expect(budget.available(0)).toBe(0);
    expect(reservation.use()).toBe(true);
    budget.record(0);
    reservation.release();
    expect(budget.available(0)).toBe(9);
    expect(reservation.use()).toBe(false);
  });

  it('removes an operation that leaves the queue', async () => {
    const { admission } = world();
    const running = await admission.admit(10, priorities.query, 1_000);
    const leaving = new AbortController();
    const left = admission
      .admit(5, priorities.query, 1_000, leaving.signal)
      .catch((reason: unknown) => reason);
    const stays = admission.admit(10, priorities.query, 1_000);
    leaving.abort('left');
    expect(await left).toBe('left');
    running.release();
    await stays;
  });
});
