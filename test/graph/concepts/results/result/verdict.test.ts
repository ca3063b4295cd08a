import { describe, expect, it } from 'vitest';
import type { GoalInterpretation } from '../../../../../src/graph/concepts/results/result/comparison.ts';
import {
  readComparison,
  type ResultAnswer,
} from '../../../../../src/graph/concepts/results/result/read.ts';
import { verdictOf } from '../../../../../src/graph/concepts/results/result/verdict.ts';

const arm = (key: string, sum: number, more: Record<string, unknown> = {}) => ({
  key,
  number_of_samples: 1_000,
  sum,
  sum_squares: sum,
  validation_failures: [],
  ...more,
});
const bayesian = (key: string, sum: number, chance: number | null, significant: boolean | null) =>
  arm(key, sum, { method: 'bayesian', chance_to_win: chance, significant });
const frequentist = (key: string, sum: number, p: number, significant: boolean) =>
  arm(key, sum, { method: 'frequentist', p_value: p, significant });
const answer = (...variants: object[]) =>
  ({ baseline: arm('control', 100), variant_results: variants }) as ResultAnswer;

const verdict = (wire: ResultAnswer | null, goal: GoalInterpretation['goal'] = 'increase') => {
  const judge: GoalInterpretation = { goal, stats: null };
  return verdictOf(wire && readComparison(wire, judge), judge);
};

// The numbers of the first cases are PostHog's worked examples: 100 of 1,000 against 130.
const UP = bayesian('test', 130, 0.9672763417, true);
const DOWN = bayesian('test', 60, 0.0000109412, true);
const FLAT = bayesian('flat', 100, 0.5, false);

describe('the verdict on a result', () => {
  it.each([
    ['a significant rise, where more is better', answer(UP), 'increase', 'winning', 'test'],
    ['a significant rise, where less is better', answer(UP), 'decrease', 'losing', 'test'],
    ['a significant fall, where more is better', answer(DOWN), 'increase', 'losing', 'test'],
    ['a significant fall, where less is better', answer(DOWN), 'decrease', 'winning', 'test'],
    ['no significant change', answer(FLAT), 'increase', 'inconclusive', 'flat'],
    [
      'the same rise by the frequentist method',
      answer(frequentist('test', 130, 0.0655973326, false)),
      'increase',
      'inconclusive',
      'test',
    ],
    [
      'one better and one worse',
      answer(bayesian('worse', 40, 0.00001, true), UP),
      'increase',
      'winning',
      'test',
    ],
    ['one worse and one undecided', answer(FLAT, DOWN), 'increase', 'losing', 'test'],
    [
      'two better, one of them by more',
      answer(UP, bayesian('best', 180, 0.9999, true)),
      'increase',
      'winning',
      'best',
    ],
    [
      'two that fall, where less is better',
      answer(DOWN, bayesian('best', 40, 0.00001, true)),
      'decrease',
      'winning',
      'best',
    ],
    [
      'one that rises and one that falls, where less is better',
      answer(UP, DOWN),
      'decrease',
      'winning',
      'test',
    ],
    [
      'two that rise, where less is better',
      answer(UP, bayesian('worst', 180, 0.9999, true)),
      'decrease',
      'losing',
      'worst',
    ],
  ] as const)('%s', (_name, wire, goal, state, variant) => {
    expect(verdict(wire, goal)).toMatchObject({ state, variant });
  });

  it('states its reasons in a sentence', () => {
    expect(verdict(answer(UP)).because).toBe(
      'test is 30.0 % above control; the goal is to increase; chance to be better 96.7 %, significant at 95.0 %.',
    );
    expect(verdict(answer(DOWN), 'decrease').because).toBe(
      'test is 40.0 % below control; the goal is to decrease; chance to be better above 99.9 %, significant at 95.0 %.',
    );
    expect(verdict(answer(frequentist('test', 130, 0.0655973326, false))).because).toBe(
      'test is 30.0 % above control; the goal is to increase; p = 0.0656, not significant at 0.050.',
    );
    expect(verdict(answer(FLAT)).because).toBe(
      'flat equals control; the goal is to increase; chance to be better 50.0 %, not significant at 95.0 %.',
    );
  });

  it('says that the goal is not known where it is a word of a newer PostHog', () => {
    expect(verdict(answer(UP), null)).toEqual({
      state: 'inconclusive',
      variant: 'test',
      because:
        'test is 30.0 % above control; whether that is better is not known, since this API does not know the goal of the metric; significant.',
    });
  });

  it('names the arm with too little data while PostHog gives no statistics', () => {
    const short = arm('control', 2, {
      number_of_samples: 30,
      validation_failures: ['not-enough-exposures', 'not-enough-metric-data'],
    });
    const wire = {
      baseline: short,
      variant_results: [bayesian('test', 130, null, null)],
    } as ResultAnswer;
    expect(verdict(wire)).toEqual({
      state: 'not_enough_data',
      variant: 'control',
      because: 'control: fewer than 50 people exposed, fewer than 5 conversions.',
    });
  });

  it('reports a failure of PostHog’s estimator that has no stated reason', () => {
    expect(verdict(answer(bayesian('test', 130, null, null)))).toEqual({
      state: 'not_enough_data',
      variant: null,
      because: 'PostHog could not compute statistics from the data so far.',
    });
  });

  it('is "no data" before anything was computed', () => {
    const none = { state: 'no_data', variant: null };
    expect(verdict(null)).toMatchObject(none);
    expect(verdict({ baseline: null, variant_results: null })).toMatchObject(none);
  });
});
