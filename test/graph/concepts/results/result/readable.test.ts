import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MetricAnswer } from '../../../../support/answers.ts';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';

let graph: TestGraph;
/** Every listed experiment, by name. */
let experiments: Map<string, { status: string; metrics: MetricAnswer[] }>;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
  const { data } = await graph.query(`{ experiments(first: 100) { nodes { name status metrics {
    name goal daysToSignificance verdict { state variant because }
    latestResult { variants { key direction significant } }
  } } } }`);
  experiments = new Map(
    data['experiments'].nodes.map((node: { name: string }) => [node.name, node]),
  );
});
afterAll(() => graph.close());

const metricsOf = (name: string) => experiments.get(name)?.metrics ?? [];
const metrics = () => Array.from(experiments.values()).flatMap((experiment) => experiment.metrics);
/** Keys of the variants that PostHog reports as significant and that changed in this direction. */
const moved = ({ latestResult }: MetricAnswer, direction: string) =>
  (latestResult?.variants ?? [])
    .filter((variant) => variant.significant && variant.direction === direction)
    .map(({ key }) => key);
const inState = (state: string) => metrics().filter(({ verdict }) => verdict.state === state);

const running = () =>
  Array.from(experiments.values())
    .filter(({ status }) => status === 'RUNNING')
    .flatMap((experiment) => experiment.metrics);

describe('the verdict on a metric', () => {
  it('is WINNING exactly where PostHog reports a change towards the goal as significant, and names that variant', () => {
    const winning = inState('WINNING');
    expect(winning.length).toBeGreaterThan(0);
    expect(metrics().filter((metric) => moved(metric, 'BETTER').length > 0)).toEqual(winning);
    for (const metric of winning) expect(moved(metric, 'BETTER')).toContain(metric.verdict.variant);
  });

  it('is LOSING exactly where only changes against the goal are significant, and names that variant', () => {
    const losing = inState('LOSING');
    expect(losing.length).toBeGreaterThan(0);
    expect(
      metrics().filter(
        (metric) => moved(metric, 'WORSE').length > 0 && moved(metric, 'BETTER').length === 0,
      ),
    ).toEqual(losing);
    for (const metric of losing) expect(moved(metric, 'WORSE')).toContain(metric.verdict.variant);
  });

  it('is NO_DATA exactly where there is no result, as for a draft', () => {
    const without = metrics().filter(({ latestResult }) => latestResult === null);
    expect(without).toEqual(expect.arrayContaining(metricsOf('Referral credits')));
    expect(inState('NO_DATA')).toEqual(without);
  });

  it('on a metric whose goal is a decrease is a win after a decrease, with the reason', () => {
    const [load] = metricsOf('Faster editor start');
    expect(load).toMatchObject({
      name: 'Page load (ms)',
      goal: 'DECREASE',
      verdict: { state: 'WINNING', variant: 'test' },
    });
    expect(load?.verdict.because).toMatch(
      /^test is 1\.\d % below control; the goal is to decrease;/,
    );
  });
});

describe('days to significance', () => {
  it('are 0 exactly for the decided metrics of running experiments, and more for open ones', () => {
    const decided = running().filter(({ verdict }) => /WINNING|LOSING/.test(verdict.state));
    const zero = running().filter(({ daysToSignificance }) => daysToSignificance === 0);
    expect(zero).toEqual(decided);
    expect(zero.length).toBeGreaterThan(0);
    const open = running().map(({ daysToSignificance: days }) => days);
    expect(open.some((days) => days !== null && days > 0)).toBe(true);
    expect(open.every((days) => days === null || (days >= 0 && days <= 3_650))).toBe(true);
  });

  it.each(['Dark mode by default', 'Shorter trial', 'Referral credits', 'Quarterly plan'])(
    'are null for “%s”, which exposes no new people',
    (name) => {
      const days = new Set(metricsOf(name).map(({ daysToSignificance }) => daysToSignificance));
      expect(days).toEqual(new Set([null]));
    },
  );
});
