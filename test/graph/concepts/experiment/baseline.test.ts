import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { load } from '../../../support/sandbox-control.ts';

const flagWith = (...keys: string[]) => ({
  key: 'a',
  active: true,
  filters: {
    groups: [{ properties: [], rollout_percentage: 100 }],
    multivariate: {
      variants: keys.map((key) => ({ key, rollout_percentage: 100 / keys.length })),
    },
  },
});

describe('the variant that the others are compared with', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.close());

  it.each([
    ['the one that the team has chosen', ['control', 'new', 'old'], 'old', 'old'],
    [
      'control where none is chosen, wherever the flag has it',
      ['test', 'control'],
      null,
      'control',
    ],
    ['the first of the flag where there is no control', ['old', 'new'], null, 'old'],
  ])('is %s, in 1 call', async (_which, keys, chosen, baseline) => {
    const { id } = await load(graph.sandbox, {
      flag: flagWith(...keys),
      experiment: {
        name: 'Compared',
        feature_flag_key: 'a',
        ...(chosen !== null && { stats_config: { baseline_variant_key: chosen } }),
      },
    });
    const query = `{ experiment(id: ${id}) { baselineVariantKey } }`;
    const { data, calls } = await graph.query(query);
    expect(data['experiment']).toEqual({ baselineVariantKey: baseline });
    expect(calls).toBe(1);
  });
});
