import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { asColleague } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.reset());

const experimentNamed = async (search: string) => {
  const { data } = await graph.query(
    'query ($search: String) { experiments(first: 1, filter: { search: $search }) { nodes { id posthogId } } }',
    { search },
  );
  return data['experiments'].nodes[0] as { id: string; posthogId: number };
};

const CLEANUP = `query ($id: ID!) {
  experiment(id: $id) {
    flagCleanupTaskId
    flagCleanupTask { taskId runStatus isTerminal pullRequestUrl canViewTask }
  }
}`;

describe('the target of a flag clean-up', () => {
  it('is the repository of the experiment, for 1 upstream call', async () => {
    const { id } = await experimentNamed('One-page checkout');
    const { data, calls, errors } = await graph.query(
      `query ($id: ID!) {
        experiment(id: $id) { flagCleanupTarget { repository source sourceText candidates } }
      }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data['experiment'].flagCleanupTarget).toEqual({
      repository: 'lumenlabs/web',
      source: 'EXPLICIT',
      sourceText: 'explicit',
      candidates: ['lumenlabs/web'],
    });
    expect(calls).toBe(2);
  });
});

describe('the task that cleans up a flag', () => {
  it('is null, without an error, while none was started', async () => {
    const { id } = await experimentNamed('One-page checkout');
    const { data, errors, calls } = await graph.query(CLEANUP, { id });
    expect(errors).toBeUndefined();
    expect(data['experiment']).toEqual({ flagCleanupTaskId: null, flagCleanupTask: null });
    expect(calls).toBe(2);
  });

  it('goes from queued to a pull request as time passes', async () => {
    const { id, posthogId } = await experimentNamed('One-page checkout');
    await asColleague(graph.sandbox, 'POST', `experiments/${posthogId}/end/`, {
      conclusion: 'won',
      open_cleanup_pr: true,
    });
    const { data: queued } = await graph.query(CLEANUP, { id });
    const { flagCleanupTaskId: taskId, flagCleanupTask: atFirst } = queued['experiment'];
    expect(atFirst).toEqual({
      taskId,
      runStatus: 'QUEUED',
      isTerminal: false,
      pullRequestUrl: null,
      canViewTask: true,
    });
    graph.sandbox.setClock({ advance: '1h' });
    const { data: done } = await graph.query(CLEANUP, { id });
    expect(done['experiment'].flagCleanupTask).toMatchObject({
      taskId,
      runStatus: 'COMPLETED',
      isTerminal: true,
      pullRequestUrl: expect.stringContaining('lumenlabs/web'),
    });
  });
});
