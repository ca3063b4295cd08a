import { describe, expect, it } from 'vitest';
import { Budgets } from '../../../../src/posthog/layers/budget/budgets.ts';
import { PlannedRequest } from '../../../../src/posthog/request/planned-request.ts';
import {
  error,
  failureOf,
  fakePostHog,
  inTurn,
  json,
  type Respond,
} from '../../../support/fake-posthog.ts';

const limits = { perMinute: 10, perHour: 100 };
const experiment = (id: number) => ({ path: { project_id: '1', id } });
const me = { apiKey: 'phx_testKeyThatMustNeverLeak' };
const unknownKey = json(
  401,
  error('authentication_error', 'authentication_failed', 'Invalid key.'),
);
const throttled = json(
  429,
  error(
    'throttled_error',
    'throttled',
    'Request was throttled. Expected available in 3000 seconds.',
  ),
);

describe('the spent budget of a key', () => {
  it('is not evicted by queries for the budget of unknown keys', async () => {
    await using posthog = await fakePostHog(json(200, { id: 1 }), { budget: limits });
    await posthog.client().call('experiments_retrieve', experiment(1));
    for (let key = 0; key < 11_000; key += 1) {
      expect(posthog.upstream.budget({ apiKey: `phx_bogus${key}` })?.minuteRemaining).toBe(10);
    }
    expect(posthog.upstream.budget(me)).toMatchObject({ minuteRemaining: 9, hourRemaining: 99 });
  });

  it('is not evicted by calls with keys that PostHog refuses', () => {
    let now = 1_000;
    const budgets = new Budgets(limits, () => now, 3);
    const spend = (name: string, answered: boolean) => {
      const { key, end } = budgets.use(name);
      key.budget.record(now);
      if (answered) key.budget.answered();
      else key.budget.forgetOne();
      end();
    };
    spend('mine', true);
    for (let key = 0; key < 50; key += 1) {
      now += 1;
      spend(`bogus${key}`, false);
    }
    expect(budgets.size).toBe(1);
    expect(budgets.state('mine')?.minuteRemaining).toBe(9);
  });

  it('is evicted last for keys that PostHog has answered, and never while a call is in flight', () => {
    const budgets = new Budgets(limits, () => 1_000, 3);
    const begin = (name: string, answered: boolean) => {
      const { key, end } = budgets.use(name);
      key.budget.record(1_000);
      if (answered) key.budget.answered();
      return end;
    };
    const endLong = begin('long', false);
    begin('mine', true)();
    // PostHog does not answer these, so it is not known whether it accepts their keys.
    for (let key = 0; key < 20; key += 1) begin(`hanging${key}`, false)();
    expect(budgets.size).toBe(3);
    expect(['mine', 'long'].map((key) => budgets.state(key)?.minuteRemaining)).toEqual([9, 9]);
    endLong();
  });

  it('takes no memory once it no longer counts', () => {
    let now = 1_000;
    const budgets = new Budgets(limits, () => now, 2);
    const spend = (name: string) => {
      const { key, end } = budgets.use(name);
      key.budget.record(now);
      key.budget.answered();
      end();
    };
    spend('a');
    now += 3_000_000;
    spend('b');
    now += 700_000;
    spend('c');
    expect(['a', 'b', 'c'].map((key) => budgets.state(key)?.hourRemaining)).toEqual([100, 99, 99]);
  });
});

/** A request that is expected to make this number of calls. */
function planned(calls: number): PlannedRequest {
  return new PlannedRequest({ forecast: { calls: () => calls } });
}

describe('a throttle that was lifted early', () => {
  it('is detected by an operation of many calls: one goes first, and the rest follows', async () => {
    let now = 1_000_000;
    await using posthog = await fakePostHog(inTurn(throttled, json(200, { id: 1 })), {
      budget: limits,
      now: () => now,
    });
    const deadline = () => now + 1_000;
    await failureOf(
      posthog.client({ deadline: deadline() }).call('experiments_retrieve', experiment(1)),
    );

    const early = posthog.client({ deadline: deadline(), planned: planned(5) });
    expect((await failureOf(early.call('experiments_retrieve', experiment(1)))).kind).toBe(
      'budget-exceeded',
    );
    expect(posthog.received).toHaveLength(1);

    now += 10_000;
    const client = posthog.client({ deadline: deadline(), planned: planned(5) });
    await Promise.all(
      [1, 2, 3, 4, 5].map((id) => client.call('experiments_retrieve', experiment(id))),
    );
    expect(posthog.received).toHaveLength(6);
    expect(posthog.upstream.budget(me)).toMatchObject({ minuteRemaining: 5 });
  });

  it('that still holds costs one refused call, and the rest is not sent', async () => {
    let now = 1_000_000;
    await using posthog = await fakePostHog(throttled, { budget: limits, now: () => now });
    const deadline = () => now + 1_000;
    await failureOf(
      posthog.client({ deadline: deadline() }).call('experiments_retrieve', experiment(1)),
    );
    now += 10_000;
    const client = posthog.client({ deadline: deadline(), planned: planned(5) });
    const failures = await Promise.all(
      [1, 2, 3, 4, 5].map((id) => failureOf(client.call('experiments_retrieve', experiment(id)))),
    );
    const kinds = failures.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'rate-limited')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'budget-exceeded')).toHaveLength(4);
    expect(posthog.received).toHaveLength(2);
  });

  it('is detected by a call that PostHog refuses for another reason', async () => {
    let now = 1_000_000;
    const none = json(404, error('invalid_request', 'not_found', 'Not found.'));
    await using posthog = await fakePostHog(inTurn(throttled, none), {
      budget: limits,
      now: () => now,
    });
    const ask = () =>
      failureOf(
        posthog.client({ deadline: now + 1_000 }).call('experiments_retrieve', experiment(1)),
      );
    await ask();
    now += 10_000;
    expect((await ask()).kind).toBe('not-found');
    expect((await ask()).kind).toBe('not-found');
    expect(posthog.upstream.budget(me)?.minuteRemaining).toBe(8);
  });
});

it('a call that is aborted while it waits for a connection is not counted', async () => {
  const hang: Respond = () => undefined;
  await using posthog = await fakePostHog(hang, { budget: limits, concurrency: 1 });
  const leaving = new AbortController();
  const first = failureOf(
    posthog.client({ signal: leaving.signal }).call('experiments_retrieve', experiment(1)),
  );
  await posthog.arrived;
  const second = failureOf(
    posthog.client({ signal: leaving.signal }).call('experiments_retrieve', experiment(2)),
  );
  leaving.abort();
  await Promise.all([first, second]);
  expect(posthog.upstream.budget(me)?.minuteRemaining).toBe(9);
  expect(
    (await failureOf(posthog.client({ deadline: 1 }).call('users_retrieve_me', {}))).kind,
  ).toBe('timeout');
  expect(posthog.received.map(({ url }) => url)).toEqual(['/api/projects/1/experiments/1/']);
});

it('no budget is stored for keys that PostHog does not know', async () => {
  await using posthog = await fakePostHog(unknownKey, { budget: limits });
  await failureOf(posthog.client().call('experiments_retrieve', experiment(1)));
  expect(posthog.upstream.budget(me)).toMatchObject({ minuteRemaining: 10, hourRemaining: 100 });
});
