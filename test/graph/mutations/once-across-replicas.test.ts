import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBy, creationCases } from '../../support/creations.ts';
import { given, mutate, mutateFor, writes } from '../../support/mutations.ts';
import { startReplicas, type Replicas } from '../../support/replicas.ts';
import { injectFault } from '../../support/sandbox-control.ts';

let replicas: Replicas;
beforeEach(async () => {
  replicas = await startReplicas();
});
afterEach(() => replicas.close());

const RUNNING = 12;

describe('an idempotency key that two replicas get', () => {
  it('sends one write, and the second request gets the answer of the first', async () => {
    const { a, b, posthog } = replicas;
    const { id, key } = await given(a, 'draft');
    const performed = posthog.withholdNext();
    const input = { id, idempotencyKey: 'once' };
    const first = mutate(a, 'launchExperiment', input, { key });
    await performed;
    const second = mutate(b, 'launchExperiment', input, { key });
    const third = mutate(a, 'launchExperiment', input, { key });
    // Neither of them can have anything to answer before.
    await new Promise((done) => setTimeout(done, 50));
    posthog.release();
    const { outcome } = await first;
    expect(outcome).toMatchObject({ replayed: false, experiment: { status: 'RUNNING' } });
    for (const repeat of await Promise.all([second, third])) {
      expect(repeat.outcome).toEqual({ ...outcome, replayed: true });
      expect(repeat.calls).toBe(0);
    }
    expect(posthog.writes).toHaveLength(1);
  });

  it('is one write for twenty requests at once', async () => {
    const { a, b, posthog } = replicas;
    const clicks = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        mutateFor(
          index % 2 ? a : b,
          'createHoldout',
          { name: 'Once', exclusionPercentage: 5, idempotencyKey: 'once' },
          'holdout { posthogId }',
        ),
      ),
    );
    expect(new Set(clicks.map(({ outcome }) => JSON.stringify(outcome))).size).toBe(1);
    expect(clicks[0]?.outcome).toHaveProperty('holdout.posthogId');
    expect(posthog.writes).toHaveLength(1);
  });

  it('of a refusal that is under way is one call, and is free for the next request', async () => {
    const { a, b } = replicas;
    const { id, key } = await given(a, 'draft');
    await injectFault(a.sandbox, '/pause/', { latency_ms: 200 });
    const input = { id, idempotencyKey: 'once' };
    const clicks = await Promise.all([
      mutate(a, 'pauseExperiment', input, { key }),
      mutate(b, 'pauseExperiment', input, { key }),
    ]);
    expect(clicks.map(({ outcome }) => outcome.code)).toEqual([
      'LIFECYCLE_CONFLICT',
      'LIFECYCLE_CONFLICT',
    ]);
    expect(writes(a)).toHaveLength(1);
    await mutate(a, 'launchExperiment', { id }, { key });
    const next = await mutate(b, 'pauseExperiment', input, { key });
    expect(next.outcome).toMatchObject({ replayed: false, experiment: { status: 'PAUSED' } });
  });

  it('of a failure that is under way is one call, and the second request gets the same error', async () => {
    const { a, b } = replicas;
    const { id, key } = await given(a, 'draft');
    await injectFault(a.sandbox, '/launch/', { latency_ms: 200, status: 401, times: 1 });
    const input = { id, idempotencyKey: 'once' };
    const [first, second] = await Promise.all([
      mutate(a, 'launchExperiment', input, { key }),
      mutate(b, 'launchExperiment', input, { key }),
    ]);
    expect(first.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(second.errors).toEqual(first.errors);
    expect(a.sandbox.requests()).toHaveLength(1);
  });

  it('is refused at the other replica with another input, also while it is under way', async () => {
    const { a, b, posthog } = replicas;
    const { id, key } = await given(a, 'running');
    const performed = posthog.withholdNext();
    const idempotencyKey = 'once';
    const won = mutate(a, 'endExperiment', { id, idempotencyKey, conclusion: 'WON' }, { key });
    await performed;
    const input = { id, idempotencyKey, conclusion: 'LOST' };
    const early = await mutate(b, 'endExperiment', input, { key });
    posthog.release();
    await won;
    const late = await mutate(b, 'endExperiment', input, { key });
    for (const { outcome, calls } of [early, late]) {
      expect(outcome.code).toBe('IDEMPOTENCY_KEY_REUSED');
      expect(calls).toBe(0);
    }
  });

  it('belongs to one credential', async () => {
    const { a, b, posthog } = replicas;
    const { id, key } = await given(a, 'running');
    const input = { id, idempotencyKey: 'once' };
    await mutate(a, 'pauseExperiment', input, { key });
    const stranger = await mutate(b, 'pauseExperiment', input, { key: 'phx_sandbox' });
    expect(stranger.outcome.code).toBe('LIFECYCLE_CONFLICT');
    expect(posthog.writes).toHaveLength(1);
  });

  it('says that the first request is under way when the second has no more time', async () => {
    await using short = await startReplicas({ b: { requestTimeoutMs: 300 } });
    const { a, b, posthog } = short;
    const { id, key } = await given(a, 'draft');
    const performed = posthog.withholdNext();
    const input = { id, idempotencyKey: 'once' };
    const first = mutate(a, 'launchExperiment', input, { key });
    await performed;
    const second = await mutate(b, 'launchExperiment', input, { key });
    expect(second.data).toEqual({ outcome: null });
    expect(second.errors).toMatchObject([
      {
        path: ['outcome'],
        extensions: {
          code: 'IDEMPOTENCY_KEY_IN_PROGRESS',
          uncertain: true,
          retryAfterSeconds: 5,
          remedy: expect.stringContaining('same idempotency key'),
        },
      },
    ]);
    expect(second.calls).toBe(0);
    posthog.release();
    const { outcome } = await first;
    const third = await mutate(b, 'launchExperiment', input, { key });
    expect(third.outcome).toEqual({ ...outcome, replayed: true });
    expect(posthog.writes).toHaveLength(1);
  });
});

describe('an attempt whose replica ended', () => {
  /** Longer than the end of a replica goes unnoticed. */
  const UNNOTICED = '7s';

  it('is found done by reading, and is not sent again', async () => {
    const { a, b, posthog } = replicas;
    const { id, key } = await given(a, 'draft');
    const performed = posthog.withholdNext();
    const input = { id, idempotencyKey: 'once' };
    void mutate(a, 'launchExperiment', input, { key });
    await performed;
    a.sandbox.setClock({ advance: UNNOTICED });
    const second = await mutate(b, 'launchExperiment', input, { key });
    expect(second.outcome).toMatchObject({
      reconciled: true,
      replayed: false,
      experiment: { status: 'RUNNING' },
    });
    expect(second.calls).toBe(1);
    // What was found is the answer from now on.
    const third = await mutate(b, 'launchExperiment', input, { key });
    expect(third.outcome).toEqual({ ...second.outcome, replayed: true });
    expect(third.calls).toBe(0);
    expect(posthog.writes).toHaveLength(1);
  });

  it.each(creationCases(RUNNING))(
    '$field is found among what was created since, and is not sent again',
    async (creation) => {
      const { a, b, posthog } = replicas;
      const performed = posthog.withholdNext();
      void createBy(a, creation, { idempotencyKey: 'once' });
      await performed;
      a.sandbox.setClock({ advance: UNNOTICED });
      const { outcome } = await createBy(b, creation, { idempotencyKey: 'once' });
      expect(outcome).toMatchObject({
        reconciled: true,
        [creation.created]: { posthogId: expect.any(Number) },
      });
      expect(posthog.writes).toHaveLength(1);
    },
  );

  it.each([
    ['recalculateMetrics', { id: String(RUNNING) }, '/api/projects/1/experiments/12/'],
    [
      'bulkUpdateTags',
      { ids: [String(RUNNING)], action: 'ADD', tags: ['new'] },
      '/api/projects/1/experiments/',
    ],
  ])(
    '%s, which cannot be looked up, is uncertain, with what to check',
    async (field, input, place) => {
      const { a, b, posthog } = replicas;
      const performed = posthog.withholdNext();
      const keyed = { ...input, idempotencyKey: 'once' };
      void mutateFor(a, field, keyed, '__typename');
      await performed;
      a.sandbox.setClock({ advance: UNNOTICED });
      const second = await mutateFor(b, field, keyed, '__typename');
      const third = await mutateFor(b, field, keyed, '__typename');
      for (const { data, errors, calls } of [second, third]) {
        expect(data).toEqual({ outcome: null });
        expect(errors?.[0]?.extensions).toMatchObject({
          code: 'UPSTREAM_TIMEOUT',
          uncertain: true,
          check: expect.stringContaining(`Check ${place}`),
        });
        expect(calls).toBe(0);
      }
      expect(posthog.writes).toHaveLength(1);
    },
  );

  it('that shows no trace is uncertain, is not sent again, and is answered when its answer comes after all', async () => {
    const { a, b, posthog } = replicas;
    const { id, key } = await given(a, 'draft');
    const arrived = posthog.delayNext();
    const input = { id, idempotencyKey: 'once' };
    const first = mutate(a, 'launchExperiment', input, { key });
    await arrived;
    a.sandbox.setClock({ advance: UNNOTICED });
    const second = await mutate(b, 'launchExperiment', input, { key });
    expect(second.errors?.[0]?.extensions).toMatchObject({
      uncertain: true,
      check: expect.stringContaining(`/api/projects/1/experiments/${id}/`),
    });
    posthog.release();
    const { outcome } = await first;
    expect(outcome.experiment.status).toBe('RUNNING');
    const third = await mutate(b, 'launchExperiment', input, { key });
    expect(third.outcome).toEqual({ ...outcome, replayed: true });
    expect(posthog.writes).toHaveLength(1);
  });
});

describe('an attempt that nobody knows the end of', () => {
  it('leads the repeat at another replica to look, not to send', async () => {
    const { a, b, posthog } = replicas;
    const { id, key } = await given(a, 'draft');
    await injectFault(a.sandbox, '/launch/', { cut: true, times: 1 });
    await injectFault(a.sandbox, '/experiments/\\d+/$', { status: 500, times: 5 });
    const input = { id, idempotencyKey: 'once' };
    const first = await mutate(a, 'launchExperiment', input, { key });
    expect(first.errors?.[0]?.extensions).toMatchObject({ uncertain: true });
    await fetch(`${a.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    const second = await mutate(b, 'launchExperiment', input, { key });
    expect(second.outcome).toMatchObject({ reconciled: true, experiment: { status: 'RUNNING' } });
    expect(a.sandbox.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(posthog.writes).toHaveLength(0);
  });
});

describe('an attempt that a repeat shows to have changed nothing', () => {
  it('frees its idempotency key, because it is said to be safe to send it again', async () => {
    const { a, b, posthog } = replicas;
    const { id, key } = await given(a, 'draft');
    await injectFault(a.sandbox, '/launch/', { status: 502, times: 1 });
    await injectFault(a.sandbox, '/experiments/\\d+/$', { status: 500, times: 5 });
    const input = { id, idempotencyKey: 'once' };
    const first = await mutate(a, 'launchExperiment', input, { key });
    expect(first.errors?.[0]?.extensions).toMatchObject({ uncertain: true });
    await fetch(`${a.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    const second = await mutate(b, 'launchExperiment', input, { key });
    expect(second.errors?.[0]?.extensions).toMatchObject({
      uncertain: false,
      remedy: 'It is safe to send it again.',
    });
    const third = await mutate(a, 'launchExperiment', input, { key });
    expect(third.outcome).toMatchObject({ replayed: false, experiment: { status: 'RUNNING' } });
    expect(posthog.writes).toHaveLength(1);
  });
});

describe('a creation whose answer is lost at one replica', () => {
  it.each(creationCases(RUNNING).filter(({ repeatable }) => repeatable))(
    '$field does not take what the other was answered a moment ago for its own',
    async (creation) => {
      const { a, b } = replicas;
      const first = await createBy(a, creation);
      expect(first.outcome[creation.created]).toMatchObject({ posthogId: expect.any(Number) });
      await injectFault(a.sandbox, `/${creation.path}$`, { status: 502, times: 1 });
      const { errors } = await createBy(b, creation);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        uncertain: false,
      });
    },
  );
});
