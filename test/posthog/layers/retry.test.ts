import { describe, expect, it } from 'vitest';
import {
  cut,
  error,
  failureOf,
  failureOfKind,
  fakePostHog,
  inTurn,
  json,
  text,
  type Respond,
} from '../../support/fake-posthog.ts';

const experiment = { path: { project_id: '@current', id: 12 } };
const running = { id: 12, status: 'running' };
const throttled = (seconds: number, headers = {}) =>
  json(
    429,
    error(
      'throttled_error',
      'throttled',
      `Request was throttled. Expected available in ${seconds} seconds.`,
    ),
    headers,
  );

/** Sends headers and the first half of a body, then closes the connection. */
const cutHalfWay: Respond = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
  response.write('{"id":', () => response.socket?.destroy());
};

describe('a read is retried', () => {
  it.each([
    ['502', text(502, 'bad gateway')],
    ['503', json(503, {})],
    ['504', text(504, 'gateway timeout')],
    ['a cut before the answer', cut],
    ['a cut in the middle of the answer', cutHalfWay],
  ])('after %s, and every attempt counts as a call', async (_, failing) => {
    await using posthog = await fakePostHog(inTurn(failing, failing, json(200, running)));
    expect(await posthog.client().call('experiments_retrieve', experiment)).toMatchObject(running);
    expect(posthog.received).toHaveLength(3);
    expect(posthog.ledger).toMatchObject({ calls: 3, retries: 2 });
    // The second wait is twice as long; `random` is set to the middle of its range.
    expect(posthog.slept).toEqual([75, 150]);
    expect(posthog.ledger.waitedMs).toBeGreaterThanOrEqual(225);
  });

  it('but not a third time', async () => {
    await using posthog = await fakePostHog(text(503, ''));
    const failure = await failureOfKind(
      'unavailable',
      posthog.client().call('experiments_retrieve', experiment),
    );
    expect(failure.reason).toBe('HTTP_503');
    expect(posthog.received).toHaveLength(3);
  });

  it('when it is a POST that only computes, with the same body', async () => {
    const body = {
      metric_type: 'funnel',
      minimum_detectable_effect: 5,
      baseline_value: 0.1,
    } as const;
    await using posthog = await fakePostHog(inTurn(cut, json(200, { baseline_value: 0.1 })));
    await posthog.client().call('experiments_calculate_running_time_create', {
      path: { project_id: '@current' },
      body,
    });
    expect(posthog.received.map((one) => JSON.parse(one.body))).toEqual([body, body]);
  });

  it('after the wait that a 503 asks for', async () => {
    await using posthog = await fakePostHog(
      inTurn(json(503, {}, { 'retry-after': '2' }), json(200, running)),
    );
    await posthog.client().call('experiments_retrieve', experiment);
    expect(posthog.slept).toEqual([2_000]);
  });
});

describe('a throttled read', () => {
  it('waits for what the header says', async () => {
    await using posthog = await fakePostHog(
      inTurn(throttled(9, { 'retry-after': '3' }), json(200, running)),
    );
    await posthog.client().call('experiments_retrieve', experiment);
    expect(posthog.slept).toEqual([3_000]);
  });

  it('waits for what only the text says', async () => {
    await using posthog = await fakePostHog(inTurn(throttled(4), json(200, running)));
    await posthog.client().call('experiments_retrieve', experiment);
    expect(posthog.slept).toEqual([4_000]);
  });

  it('fails immediately with the seconds when the wait does not fit the deadline', async () => {
    await using posthog = await fakePostHog(throttled(40), { now: () => 1_000_000 });
    const call = posthog.client({ deadline: 1_030_000 }).call('experiments_retrieve', experiment);
    expect(await failureOfKind('rate-limited', call)).toMatchObject({ retryAfterSeconds: 40 });
    expect(posthog.slept).toEqual([]);
    expect(posthog.received).toHaveLength(1);
  });

  it('fails immediately when no wait is named', async () => {
    await using posthog = await fakePostHog(
      json(429, error('throttled_error', 'throttled', 'Request was throttled.')),
    );
    const call = posthog.client().call('experiments_retrieve', experiment);
    expect((await failureOfKind('rate-limited', call)).retryAfterSeconds).toBeUndefined();
    expect(posthog.received).toHaveLength(1);
  });
});

describe('a call that is never retried', () => {
  it.each([
    ['a lifecycle step', 'experiments_launch_create'],
    ['a step PostHog calls idempotent', 'experiments_migrate_create'],
    ['a PATCH', 'experiments_partial_update'],
    ['a DELETE', 'experiment_holdouts_destroy'],
  ] as const)('%s, whatever breaks', async (_, operation) => {
    for (const breaking of [cut, text(503, ''), throttled(1)]) {
      await using posthog = await fakePostHog(breaking);
      const failure = await failureOf(posthog.client().call(operation, experiment));
      expect(posthog.received).toHaveLength(1);
      expect(failure.uncertain).toBe(failure.kind !== 'rate-limited');
    }
  });

  it.each([
    ['a bug of the server', json(500, error('server_error', 'error', 'A server error occurred.'))],
    ['a refusal', json(403, error('authentication_error', 'permission_denied', 'No.'))],
    ['a page instead of an answer', text(200, '<html>')],
  ])('a read after %s', async (_, answer) => {
    await using posthog = await fakePostHog(answer);
    await failureOf(posthog.client().call('experiments_retrieve', experiment));
    expect(posthog.received).toHaveLength(1);
  });
});
