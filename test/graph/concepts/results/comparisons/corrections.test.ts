import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../../support/changed-graph.ts';

let graph: ChangedGraph;
beforeAll(async () => {
  graph = await startChangedGraph({ now: '2026-11-14T12:00:00Z' });
});
beforeEach(() => {
  graph.posthog.mangles();
});
afterAll(() => graph.close());

/** The 15 p-values of section 3.2 of Benjamini and Hochberg (1995), of which each correction leaves fewer. */
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
];
/** p(i) · 15 / i, made monotone from the largest down; also what `p.adjust` of R gives. */
const FALSE_DISCOVERY = [
  0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765,
  0.486, 0.5811818181818182, 0.714875, 0.7532307692307693, 0.8132142857142857, 1,
];

/** Not in order: a correction must find the order itself. */
const shuffled = PUBLISHED.map((_, index) => (index * 7) % 15);

/** Gives the 18 comparisons of an experiment with 3 test arms and 6 metrics the published p-values; 3 have none. */
function publish() {
  graph.changes(/metrics_recalculation\/latest/, (json) => {
    const arms = json.results.flatMap(
      ({ result }: { result: { variant_results: object[] } }) => result.variant_results,
    );
    arms.forEach((arm: Record<string, unknown>, index: number) => {
      const p = PUBLISHED[shuffled[index] ?? -1] ?? null;
      Object.assign(arm, {
        method: 'frequentist',
        p_value: p,
        significant: p === null ? null : p < 0.05,
        confidence_interval: [-0.1, 0.1],
      });
    });
  });
}

const ask = (correction: string, more = '') =>
  graph.query(
    `{ experiment(id: "6") { results(correction: ${correction}${more}) {
      correction family beforePlannedEnd note
      comparisons { metric { name role } variant { key pValue significant } adjustedPValue adjustedSignificant }
    } } }`,
  );

interface Comparison {
  readonly metric: { readonly role: string };
  readonly variant: { readonly pValue: number | null; readonly significant: boolean | null };
  readonly adjustedPValue: number | null;
  readonly adjustedSignificant: boolean | null;
}

async function corrected(correction: string) {
  const { data } = await ask(correction);
  const { comparisons, family } = data['experiment'].results as {
    comparisons: readonly Comparison[];
    family: number;
  };
  return { comparisons, family };
}

describe('the results of an experiment', () => {
  it.each([
    ['BONFERRONI', PUBLISHED.map((p) => Math.min(1, 15 * p)), 3],
    ['BENJAMINI_HOCHBERG', FALSE_DISCOVERY, 4],
    ['NONE', PUBLISHED, 9],
  ] as const)(
    'are corrected as in the publication: %s',
    async (correction, expected, significant) => {
      publish();
      const { comparisons, family } = await corrected(correction);
      expect(family).toBe(15);
      const tested = comparisons.filter(({ variant }) => variant.pValue !== null);
      for (const { variant, adjustedPValue } of tested) {
        const index = PUBLISHED.indexOf(variant.pValue!);
        expect(adjustedPValue).toBeCloseTo(expected[index]!, 9);
      }
      expect(tested.filter((one) => one.adjustedSignificant === true)).toHaveLength(significant);
      const untested = comparisons.filter(({ variant }) => variant.pValue === null);
      expect(untested.map((one) => [one.adjustedPValue, one.adjustedSignificant])).toEqual(
        Array.from({ length: 3 }, () => [null, null]),
      );
    },
  );

  it('are one family over the selected metrics, which is smaller for fewer metrics', async () => {
    publish();
    const { data } = await ask('BONFERRONI', ', role: PRIMARY');
    const { comparisons, family } = data['experiment'].results;
    expect(family).toBe(6);
    for (const { metric, variant, adjustedPValue } of comparisons) {
      expect(metric.role).toBe('PRIMARY');
      expect(adjustedPValue).toBeCloseTo(Math.min(1, variant.pValue * 6), 12);
    }
  });

  it('of the Bayesian method have no p-value, so that a correction says nothing of them', async () => {
    const none = await corrected('NONE');
    const some = await corrected('BONFERRONI');
    expect([none.family, some.family]).toEqual([0, 0]);
    expect(none.comparisons.some((one) => one.adjustedSignificant === true)).toBe(true);
    for (const one of none.comparisons)
      expect(one.adjustedSignificant).toBe(one.variant.significant);
    for (const one of some.comparisons) expect(one.adjustedSignificant).toBeNull();
  });

  it('say that they are read before the planned end, and cost the newest recalculation alone', async () => {
    const { data, calls, extensions } = await graph.query(
      '{ experiment(id: "15") { results { beforePlannedEnd note } } }',
    );
    expect(data['experiment'].results).toEqual({
      beforePlannedEnd: true,
      note: expect.stringMatching(/^The planned end is not reached\. /),
    });
    expect([calls, extensions['upstream'].predicted]).toEqual([2, 2]);
    const unplanned = await ask('NONE');
    expect(unplanned.data['experiment'].results.beforePlannedEnd).toBeNull();
  });

  it('are null for a draft', async () => {
    const { data, calls } = await graph.query('{ experiment(id: "28") { results { family } } }');
    expect([data['experiment'].results, calls]).toEqual([null, 1]);
  });
});
