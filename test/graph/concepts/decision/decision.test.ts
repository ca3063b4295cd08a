import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../support/changed-graph.ts';
import { asColleague, injectFault, type WireObject } from '../../../support/sandbox-control.ts';

let graph: ChangedGraph;
let isChanged = false;
beforeAll(async () => {
  graph = await startChangedGraph({ now: '2026-11-14T12:00:00Z' });
});
beforeEach(() => {
  if (isChanged) graph.sandbox.reset();
  isChanged = false;
  graph.posthog.mangles();
});
afterAll(() => graph.close());

async function decide(id: number) {
  const { data, errors, calls, extensions } = await graph.query(
    `{ experiment(id: "${id}") { decision {
      recommendation variant because wouldChangeWith asOf criteria { name met detail } } } }`,
  );
  expect(errors).toBeUndefined();
  const predicted = extensions['upstream'].predicted as number;
  expect(predicted).toBeGreaterThanOrEqual(calls);
  const { decision } = data['experiment'];
  const met = Object.fromEntries(
    (decision?.criteria ?? []).map((one: { name: string; met: boolean | null }) => [
      one.name,
      one.met,
    ]),
  );
  return { decision, met, calls, predicted };
}

const results = (change: (metric: WireObject, index: number) => void) =>
  graph.changes(/metrics_recalculation\/latest/, (json) => {
    json.results.forEach(({ result }: WireObject, index: number) => change(result, index));
  });
const detail = (change: (json: WireObject) => void) =>
  graph.changes(/\/experiments\/\d+\/$/, change);

/** Makes the only test arm of a metric as if its change were so many standard errors, in a thousand people each. */
function sets(result: WireObject, conversions: number, significant: boolean) {
  const people = 10_000;
  const change = conversions / 1_000 - 1;
  Object.assign(result['baseline'], {
    number_of_samples: people,
    sum: 1_000,
    sum_squares: 1_000,
    step_counts: [1_000],
  });
  Object.assign(result['variant_results'][0], {
    number_of_samples: people,
    sum: conversions,
    sum_squares: conversions,
    step_counts: [conversions],
    credible_interval: [change - 0.1, change + 0.1],
    significant,
  });
}

describe('the decision on an experiment', () => {
  it.each([
    ['people were not split as configured', 24, 'REVIEW', /^The split differs/],
    ['its test arm does harm', 10, 'ROLL_BACK', /^"test" is significantly worse in/],
    [
      'its test arm is certainly better',
      15,
      'SHIP',
      /^"test" is better in "Checkout conversion"\./,
    ],
    ['nothing is certain yet', 23, 'KEEP_RUNNING', /^No test arm is certainly better/],
    [
      'its winner harms a secondary metric',
      6,
      'REVIEW',
      /significantly worse in "Documents created/,
    ],
  ] as const)('where %s', async (_why, id, recommendation, because) => {
    const { decision, calls } = await decide(id);
    expect(decision.recommendation).toBe(recommendation);
    expect(decision.because).toMatch(because);
    expect(decision.variant).toBe(recommendation === 'SHIP' ? 'test' : null);
    expect(decision.wouldChangeWith.length).toBeGreaterThan(0);
    // Experiments 10 and 15 have shared secondary metrics, whose tags are read.
    expect(calls).toBe(id === 10 || id === 15 ? 3 : 2);
  });

  it('is made in order: an invalid split comes before harm, and harm before a winner', async () => {
    results((result, index) => sets(result, index === 0 ? 1_300 : 700, true));
    const harmful = await decide(19);
    expect(harmful.decision.recommendation).toBe('ROLL_BACK');
    expect(harmful.met).toMatchObject({ SPLIT: true, NO_HARM: false, WINNER: false });
    results((result, index) => {
      sets(result, index === 0 ? 1_300 : 700, true);
      result['variant_results'][0].number_of_samples = 8_000;
    });
    const invalid = await decide(19);
    expect(invalid.decision.recommendation).toBe('REVIEW');
    expect(invalid.met).toMatchObject({ SPLIT: false });
  });

  it('waits while a winner is significant by the fixed statistics alone, and ships at the planned end', async () => {
    // 1,090 against 1,000 of 10,000: 2.1 standard errors, which the always-valid interval does not accept.
    results((result, index) => sets(result, index === 0 ? 1_090 : 1_000, index === 0));
    const early = await decide(19);
    expect(early.decision.recommendation).toBe('KEEP_RUNNING');
    expect(early.decision.because).toContain('the always-valid interval does not confirm it');
    isChanged = true;
    await asColleague(graph.sandbox, 'PATCH', 'experiments/19/', {
      running_time_calculation: { recommended_running_time: 14 },
    });
    const onTime = await decide(19);
    expect(onTime.decision).toMatchObject({ recommendation: 'SHIP', variant: 'test' });
    expect(onTime.met).toMatchObject({ PLANNED_END: true, WINNER: true });
  });

  it('asks for a review where harm may be chance, because it was read before the planned end', async () => {
    isChanged = true;
    await asColleague(graph.sandbox, 'PATCH', 'experiments/19/', {
      running_time_calculation: { recommended_running_time: 300 },
    });
    results((result, index) => sets(result, index === 0 ? 915 : 1_000, index === 0));
    const { decision, met } = await decide(19);
    expect(decision.recommendation).toBe('REVIEW');
    expect(decision.because).toContain(
      'This may be chance, since it was read before the planned end.',
    );
    expect(met).toMatchObject({ NO_HARM: false });
  });

  it.each([
    ['a likely winner', 1_090, 'WINNER', 'KEEP_RUNNING'],
    ['likely harm', 915, 'NO_HARM', 'REVIEW'],
  ])(
    'does not speak of a planned end of %s where none was planned',
    async (_of, conversions, criterion, recommendation) => {
      isChanged = true;
      await asColleague(graph.sandbox, 'PATCH', 'experiments/19/', {
        running_time_calculation: {},
      });
      results((result, index) => sets(result, index === 0 ? conversions : 1_000, index === 0));
      const { decision, met } = await decide(19);
      expect(decision.recommendation).toBe(recommendation);
      expect(met).toMatchObject({ [criterion]: false, PLANNED_END: null });
      expect(decision.because).toContain('no running time was planned');
      expect(JSON.stringify(decision)).not.toContain('the planned end');
    },
  );

  it('goes by a plan that the server keeps among the parameters, as the running time that it answers', async () => {
    detail((json) => {
      json['running_time_calculation'] = undefined;
      json['parameters'] = {
        minimum_detectable_effect: 4,
        recommended_running_time: 300,
        recommended_sample_size: 4_000_000,
      };
    });
    const { data, calls } = await graph.query(
      `{ experiment(id: "19") { minimumDetectableEffect
        runningTime { minimumDetectableEffect recommendedRunningTimeDays recommendedSampleSize } } }`,
    );
    expect(data['experiment']).toEqual({
      minimumDetectableEffect: 4,
      runningTime: {
        minimumDetectableEffect: 4,
        recommendedRunningTimeDays: 300,
        recommendedSampleSize: 4_000_000,
      },
    });
    expect(calls).toBe(1);
    const planned = (await decide(19)).decision.criteria.at(-1);
    expect(planned.detail).toMatch(/^The planned end is not reached: [\d.]+ of 300 days\.$/);
  });

  it('is to stop once the planned end is reached without a winner', async () => {
    isChanged = true;
    await asColleague(graph.sandbox, 'PATCH', 'experiments/23/', {
      running_time_calculation: { recommended_running_time: 10 },
    });
    const { decision } = await decide(23);
    expect(decision.recommendation).toBe('STOP_INCONCLUSIVE');
    expect(decision.because).toContain('The planned end is reached: 11 of 10 days.');
  });

  it('waits for a full week, however clear the winner is', async () => {
    results((result, index) => sets(result, index === 0 ? 1_300 : 1_000, index === 0));
    const { decision, met } = await decide(27);
    expect(decision.recommendation).toBe('KEEP_RUNNING');
    expect(met).toMatchObject({ WINNER: true, FULL_WEEK: false });
  });

  it('is not to ship what harms a guardrail, which the tag of a shared metric or the name makes one', async () => {
    const shared = await decide(15);
    const guardrails = shared.decision.criteria.find(
      ({ name }: WireObject) => name === 'GUARDRAILS',
    );
    expect(guardrails.detail).toBe('No guardrail of 2 is significantly worse.');
    // The last two metrics are the shared ones, and less is worse for neither.
    results((result, index) => sets(result, index === 0 ? 1_300 : 1_000, index === 0));
    expect((await decide(19)).decision.recommendation).toBe('SHIP');
    graph.posthog.mangles();
    detail((json) => (json['metrics_secondary'][0].name = 'Guardrail: cost of AI'));
    const named = await decide(19);
    expect(
      named.decision.criteria.find(({ name }: WireObject) => name === 'GUARDRAILS').detail,
    ).not.toBe('There are no guardrails.');
  });

  it('takes every shared secondary metric for a guardrail where tags cannot be read', async () => {
    isChanged = true;
    await injectFault(graph.sandbox, 'saved_metrics', { status: 500, times: 99 });
    const { data } = await graph.query(
      '{ experiment(id: "15") { decision { criteria { name detail } } } }',
    );
    const guardrails = data['experiment'].decision.criteria.find(
      ({ name }: WireObject) => name === 'GUARDRAILS',
    );
    expect(guardrails.detail).toContain('The tags of shared metrics could not be read');
  });

  it('fails with the error of PostHog where the results cannot be read', async () => {
    isChanged = true;
    await injectFault(graph.sandbox, 'metrics_recalculation', { status: 500, times: 99 });
    const { data, errors } = await graph.query(
      '{ experiment(id: "24") { name decision { recommendation } } }',
    );
    expect(data['experiment']).toEqual({
      name: 'Invite teammates during sign-up',
      decision: null,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });

  it('asks for a review without results at the end, and without a primary metric', async () => {
    const legacy = await decide(1);
    expect(legacy.decision.recommendation).toBe('REVIEW');
    expect(legacy.met).toMatchObject({ PRIMARY_METRICS: false });
    isChanged = true;
    await asColleague(graph.sandbox, 'POST', 'experiments/29/launch/');
    const { decision } = await decide(29);
    expect(decision).toMatchObject({
      recommendation: 'REVIEW',
      because: 'There is no primary metric.',
    });
  });

  it('is null for a draft', async () => {
    const { decision, calls } = await decide(28);
    expect([decision, calls]).toEqual([null, 1]);
  });
});

describe('the moment up to which a decision has data', () => {
  it('is that of the oldest result of a primary metric, where the newest run could not compute it', async () => {
    const asOf = async () => {
      const { data } = await graph.query('{ experiment(id: 15) { decision { asOf } } }');
      return data['experiment'].decision.asOf as string;
    };
    expect(Date.parse(await asOf())).toBeGreaterThan(Date.parse('2026-11-12'));
    graph.changes(/metrics_recalculation\/latest|timeseries_results/, (json) => {
      if (json.timeseries) {
        for (const day of Object.keys(json.timeseries))
          if (day > '2026-11-05') json.timeseries[day] = null;
        return;
      }
      expect(json.results.length).toBeGreaterThan(1);
      Object.assign(json.results[0], { result: null, error_message: 'out of memory' });
    });
    expect(await asOf()).toBe('2026-11-05T10:00:00.000Z');
  });
});
