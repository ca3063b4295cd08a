import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { given, mutateFor } from '../../support/mutations.ts';
import { load } from '../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

describe('bulkUpdateTags', () => {
  it('changes the tags of several experiments in one call and names those it skipped', async () => {
    const { id, number, key } = await given(graph, 'draft');
    const { outcome, calls } = await mutateFor(
      graph,
      'bulkUpdateTags',
      { ids: [id, '4242'], action: 'ADD', tags: ['Growth'] },
      'updated { experimentPosthogId tags } skipped { experimentPosthogId reason }',
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'BulkUpdateTagsPayload',
      updated: [{ experimentPosthogId: number, tags: ['growth'] }],
      skipped: [{ experimentPosthogId: 4242, reason: expect.any(String) }],
    });
    expect(calls).toBe(1);
  });
});

describe('createExperimentFromPrompt', () => {
  const PAYLOAD = 'experiment { name status variants { key name } }';

  it('creates a draft with a variant for each version', async () => {
    const { key } = await load(graph.sandbox, {
      prompts: [{ name: 'summary', versions: [1, 2, 3] }],
    });
    const { outcome, calls } = await mutateFor(
      graph,
      'createExperimentFromPrompt',
      { promptName: 'summary', versions: [1, 3], templates: ['cost'] },
      PAYLOAD,
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'CreateExperimentFromPromptPayload',
      experiment: {
        name: 'summary: v1, v3 (cost)',
        status: 'DRAFT',
        variants: [
          { key: 'control', name: 'v1' },
          { key: 'test', name: 'v3' },
        ],
      },
    });
    expect(calls).toBe(1);

    const unknown = await mutateFor(
      graph,
      'createExperimentFromPrompt',
      { promptName: 'summary', versions: [1, 99], templates: ['cost'] },
      PAYLOAD,
      { key },
    );
    expect(unknown.outcome).toMatchObject({ __typename: 'ValidationProblem', path: 'versions' });
  });

  it('is validated before a call is spent', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome, calls } = await mutateFor(
      graph,
      'createExperimentFromPrompt',
      { promptName: ' ', versions: [1], templates: ['cost', 'cost'] },
      PAYLOAD,
      { key },
    );
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'promptName BLANK',
      'versions LENGTH',
      'templates.1 DUPLICATE',
    ]);
    expect(calls).toBe(0);
  });
});
