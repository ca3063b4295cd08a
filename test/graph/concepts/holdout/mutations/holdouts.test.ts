import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutateFor, writes } from '../../../../support/mutations.ts';
import { injectFault } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

interface HoldoutAnswer {
  readonly id: string;
  readonly posthogId: number;
  readonly name: string;
  readonly exclusionPercentage: number;
}
const HOLDOUT =
  'reconciled holdout { id posthogId name exclusionPercentage groups { properties } }';

const make = async (key: string) => {
  const { outcome } = await mutateFor(
    graph,
    'createHoldout',
    { name: 'Tenth', exclusionPercentage: 10 },
    HOLDOUT,
    { key },
  );
  return outcome['holdout'] as HoldoutAnswer;
};

describe('holdouts', () => {
  it('are created, changed and deleted, each in one call', async () => {
    const { key } = await given(graph, 'draft');
    const holdout = await make(key);
    expect(holdout).toMatchObject({ name: 'Tenth', exclusionPercentage: 10 });
    const changed = await mutateFor(
      graph,
      'updateHoldout',
      {
        id: holdout.id,
        groups: [
          {
            exclusionPercentage: 20,
            properties: [{ key: 'country', value: 'CZ', type: 'person', operator: 'exact' }],
          },
        ],
      },
      HOLDOUT,
      { key },
    );
    expect(changed.outcome).toMatchObject({
      __typename: 'UpdateHoldoutPayload',
      reconciled: false,
      holdout: {
        name: 'Tenth',
        exclusionPercentage: 20,
        groups: [{ properties: [{ key: 'country' }] }],
      },
    });
    const deleted = await mutateFor(
      graph,
      'deleteHoldout',
      { id: holdout.id },
      'deletedId reconciled',
      { key },
    );
    expect(deleted.outcome).toEqual({
      __typename: 'DeleteHoldoutPayload',
      deletedId: holdout.id,
      reconciled: false,
    });
    expect([changed.calls, deleted.calls]).toEqual([1, 1]);
    const again = await mutateFor(graph, 'deleteHoldout', { id: holdout.id }, 'deletedId', { key });
    expect(again.outcome).toMatchObject({ __typename: 'NotFoundProblem' });
  });

  it('are validated before a call is spent', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome, calls } = await mutateFor(
      graph,
      'createHoldout',
      { name: '', exclusionPercentage: 120, groups: [] },
      HOLDOUT,
      { key },
    );
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'name BLANK',
      'exclusionPercentage MAX_VALUE',
      'groups EMPTY',
      'groups INVALID_INPUT',
    ]);
    const nothing = await mutateFor(graph, 'createHoldout', { name: 'N' }, HOLDOUT, { key });
    expect(nothing.outcome).toMatchObject({ code: 'REQUIRED', path: 'exclusionPercentage' });
    expect(calls + nothing.calls).toBe(0);
  });

  it('are looked up when the response to their creation or deletion is cut off', async () => {
    const { key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/experiment_holdouts/$', { cut: true, times: 1 });
    const created = await mutateFor(
      graph,
      'createHoldout',
      { name: 'Lost', exclusionPercentage: 5 },
      HOLDOUT,
      { key },
    );
    expect(created.outcome).toMatchObject({ reconciled: true, holdout: { name: 'Lost' } });
    const { id } = created.outcome['holdout'] as HoldoutAnswer;
    await injectFault(graph.sandbox, '/experiment_holdouts/\\d+/$', { cut: true, times: 1 });
    const deleted = await mutateFor(graph, 'deleteHoldout', { id }, 'reconciled', { key });
    expect(deleted.outcome).toMatchObject({ __typename: 'DeleteHoldoutPayload', reconciled: true });
    expect(writes(graph)).toHaveLength(2);
  });
});
