import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { given, mutate, writes } from '../../support/mutations.ts';
import { injectFault } from '../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

let word = 0;
/** A word no other test uses: the store outlives the sandbox's state. */
const fresh = () => `click-${(word += 1)}`;

describe('an idempotency key', () => {
  it('gives the second click the first answer and sends nothing again', async () => {
    const { id, key } = await given(graph, 'draft');
    const input = { id, idempotencyKey: fresh() };
    const first = await mutate(graph, 'launchExperiment', input, { key });
    const second = await mutate(graph, 'launchExperiment', input, { key });
    expect(first.outcome).toMatchObject({ replayed: false, experiment: { status: 'RUNNING' } });
    expect(second.outcome).toEqual({ ...first.outcome, replayed: true });
    expect(second.calls).toBe(0);
    expect(writes(graph)).toHaveLength(1);
  });

  it('joins a click that is still under way', async () => {
    const { id, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/launch/', { latency_ms: 150 });
    const input = { id, idempotencyKey: fresh() };
    const clicks = await Promise.all([
      mutate(graph, 'launchExperiment', input, { key }),
      mutate(graph, 'launchExperiment', input, { key }),
    ]);
    expect(clicks.map(({ outcome }) => outcome.experiment.status)).toEqual(['RUNNING', 'RUNNING']);
    expect(clicks.map(({ outcome }) => outcome.replayed).filter(Boolean)).toHaveLength(1);
    expect(writes(graph)).toHaveLength(1);
  });

  it('is not used up by what changed nothing: a refusal, or an input that is wrong', async () => {
    const { id, key } = await given(graph, 'draft');
    const refused = { id, idempotencyKey: fresh() };
    const first = await mutate(graph, 'pauseExperiment', refused, { key });
    expect(first.outcome.code).toBe('LIFECYCLE_CONFLICT');
    await mutate(graph, 'launchExperiment', { id }, { key });
    const wrong = await mutate(
      graph,
      'pauseExperiment',
      { ...refused, expectedVersion: -1 },
      { key },
    );
    expect(wrong.outcome.code).toBe('MIN_VALUE');
    const second = await mutate(graph, 'pauseExperiment', refused, { key });
    expect(second.outcome).toMatchObject({ replayed: false, experiment: { status: 'PAUSED' } });
    const third = await mutate(graph, 'pauseExperiment', refused, { key });
    expect(third.outcome).toMatchObject({ replayed: true, experiment: { status: 'PAUSED' } });
    expect(third.calls).toBe(0);
  });

  it('of a refusal under way is one call for all who click together', async () => {
    const { id, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/pause/', { latency_ms: 150 });
    const input = { id, idempotencyKey: fresh() };
    const clicks = await Promise.all(
      [1, 2, 3].map(() => mutate(graph, 'pauseExperiment', input, { key })),
    );
    expect(clicks.map(({ outcome }) => outcome.code)).toEqual([
      'LIFECYCLE_CONFLICT',
      'LIFECYCLE_CONFLICT',
      'LIFECYCLE_CONFLICT',
    ]);
    expect(writes(graph)).toHaveLength(1);
  });

  it('outlives any number of keys that others use, refused or done', async () => {
    const { id, key } = await given(graph, 'draft');
    const input = { id, idempotencyKey: fresh() };
    const first = await mutate(graph, 'duplicateExperiment', { ...input, name: 'Copy' }, { key });
    for (let round = 0; round < 11; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- a hundred at a time
      await Promise.all(
        Array.from({ length: 100 }, () =>
          mutate(graph, 'pauseExperiment', { id, idempotencyKey: fresh() }, { key: 'phx_sandbox' }),
        ),
      );
    }
    const repeat = await mutate(graph, 'duplicateExperiment', { ...input, name: 'Copy' }, { key });
    expect(repeat.outcome).toMatchObject({
      replayed: true,
      experiment: { posthogId: first.outcome.experiment.posthogId },
    });
    expect(repeat.calls).toBe(0);
  });

  it('used with another input is refused', async () => {
    const { id, key } = await given(graph, 'running');
    const idempotencyKey = fresh();
    await mutate(graph, 'endExperiment', { id, idempotencyKey, conclusion: 'WON' }, { key });
    const { outcome, calls } = await mutate(
      graph,
      'endExperiment',
      { id, idempotencyKey, conclusion: 'LOST' },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'ValidationProblem',
      code: 'IDEMPOTENCY_KEY_REUSED',
      path: 'idempotencyKey',
    });
    expect(calls).toBe(0);
  });

  it('belongs to one credential and one mutation', async () => {
    const { id, key } = await given(graph, 'running');
    const input = { id, idempotencyKey: fresh() };
    await mutate(graph, 'pauseExperiment', input, { key });
    const other = await mutate(graph, 'resumeExperiment', input, { key });
    expect(other.outcome).toMatchObject({ replayed: false, experiment: { status: 'RUNNING' } });
    const stranger = await mutate(graph, 'pauseExperiment', input, { key: 'phx_sandbox' });
    expect(stranger.outcome).toMatchObject({ replayed: false, experiment: { status: 'PAUSED' } });
    expect(writes(graph)).toHaveLength(3);
  });

  it('is forgotten after ten minutes', async () => {
    const { id, key } = await given(graph, 'running');
    const input = { id, idempotencyKey: fresh() };
    await mutate(graph, 'pauseExperiment', input, { key });
    await mutate(graph, 'resumeExperiment', { id }, { key });
    graph.sandbox.setClock({ advance: '11m' });
    const { outcome } = await mutate(graph, 'pauseExperiment', input, { key });
    expect(outcome).toMatchObject({ replayed: false, experiment: { status: 'PAUSED' } });
  });

  it('is not used up by a failure that certainly changed nothing', async () => {
    const { id, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/launch/', { status: 401, times: 1 });
    const input = { id, idempotencyKey: fresh() };
    const first = await mutate(graph, 'launchExperiment', input, { key });
    expect(first.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const second = await mutate(graph, 'launchExperiment', input, { key });
    expect(second.outcome).toMatchObject({ replayed: false, experiment: { status: 'RUNNING' } });
  });

  it('of an attempt nobody knows the end of leads the second click to look, not to send', async () => {
    const { id, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/launch/', { cut: true, times: 1 });
    await injectFault(graph.sandbox, '/experiments/\\d+/$', { status: 500, times: 5 });
    const input = { id, idempotencyKey: fresh() };
    const first = await mutate(graph, 'launchExperiment', input, { key });
    expect(first.errors?.[0]?.extensions).toMatchObject({ uncertain: true });
    await fetch(`${graph.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    const second = await mutate(graph, 'launchExperiment', input, { key });
    expect(second.outcome).toMatchObject({
      reconciled: true,
      experiment: { status: 'RUNNING' },
    });
    expect(writes(graph)).toHaveLength(1);
  });
});
