import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { asColleague, control } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.sandbox.reset();
});

interface Split {
  readonly posthogId: number;
  readonly featureFlag: {
    readonly variants: readonly { readonly key: string; readonly rolloutPercentage: number }[];
  };
  readonly sampleRatioMismatch: {
    readonly pValue: number;
    readonly arms: readonly {
      readonly key: string;
      readonly observed: number;
      readonly expected: number;
    }[];
  } | null;
}

/**
 * The sample-ratio test of the experiment with this name, and the calls it took, not counting the
 * lookup by name.
 */
const ask = async (name: string): Promise<Split & { calls: number }> => {
  const { data, errors, calls } = await graph.query(
    `query ($name: String) { experiments(filter: { search: $name }) { nodes {
      posthogId featureFlag { variants { key rolloutPercentage } }
      sampleRatioMismatch { pValue suspicious chiSquare degreesOfFreedom arms { key observed expected } asOf }
    } } }`,
    { name },
  );
  expect(errors).toBeUndefined();
  return { ...data['experiments'].nodes[0], calls: calls - 1 };
};

describe('the sample ratio of an experiment', () => {
  it('is suspicious where people were not split as the flag specifies: 1 call beside the detail', async () => {
    const { sampleRatioMismatch, calls } = await ask('Invite teammates during sign-up');
    expect(sampleRatioMismatch).toMatchObject({
      suspicious: true,
      degreesOfFreedom: 1,
      asOf: expect.stringMatching(/^2026-03-/),
    });
    expect(sampleRatioMismatch?.pValue).toBeLessThan(1e-6);
    expect(calls).toBe(2);
  });

  it('is not suspicious where chance explains it, also with several and uneven arms', async () => {
    const { sampleRatioMismatch, featureFlag } = await ask('Pricing page: annual plan first');
    expect(sampleRatioMismatch).toMatchObject({ suspicious: false, degreesOfFreedom: 2 });
    const arms = sampleRatioMismatch?.arms ?? [];
    const total = arms.reduce((sum, { observed }) => sum + observed, 0);
    expect(featureFlag.variants.map(({ rolloutPercentage }) => rolloutPercentage)).toEqual([
      34, 33, 33,
    ]);
    for (const { key, rolloutPercentage } of featureFlag.variants) {
      const arm = arms.find((one) => one.key === key);
      expect(arm?.expected).toBeCloseTo((total * rolloutPercentage) / 100, 6);
    }
  });

  it('is computed from one series where there is no run: 1 call more', async () => {
    await control(graph.sandbox, 'faults', {
      match: { path: 'metrics_recalculation' },
      status: 404,
      times: 1,
    });
    const { sampleRatioMismatch, calls } = await ask('Invite teammates during sign-up');
    expect(sampleRatioMismatch).toMatchObject({ suspicious: true });
    expect(calls).toBe(3);
  });

  it('is null before the launch, at no cost beside the detail', async () => {
    expect(await ask('Referral credits')).toMatchObject({ sampleRatioMismatch: null, calls: 1 });
  });

  it('is null once a variant was shipped to everybody, because the split has changed since', async () => {
    const { posthogId, sampleRatioMismatch: before } = await ask('One-page checkout');
    expect(before).not.toBeNull();
    await asColleague(graph.sandbox, 'POST', `experiments/${posthogId}/ship_variant/`, {
      variant_key: 'test',
    });
    expect(await ask('One-page checkout')).toMatchObject({ sampleRatioMismatch: null });
  });
});
