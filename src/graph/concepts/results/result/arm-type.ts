import { builder } from '../../../core/builder.ts';
import { StatsMethod } from '../../experiment/enums.ts';
import { ChangeDirection, ResultFailure } from './enums.ts';
import {
  ArmResultRef,
  ArmTotalsRef,
  BreakdownResultRef,
  IntervalRef,
  VariantResultRef,
} from './ref.ts';
import { TIGHTEST_AT } from './sequential-interval.ts';

builder.interfaceType(ArmTotalsRef, {
  description:
    'Totals for one variant, cumulative since the launch. If the experiment buckets groups, "people" means groups.',
  resolveType: (arm) => ('delta' in arm ? 'VariantResult' : 'ArmResult'),
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the variant.' }),
    samples: t.exposeInt('samples', {
      description: "Number of people exposed to it. PostHog's wire name is `number_of_samples`.",
    }),
    sum: t.exposeFloat('sum', {
      description:
        'Mean: sum of the values. Funnel: number of people who completed it. Ratio: sum of the numerator. Retention: number of people who returned.',
    }),
    sumSquares: t.exposeFloat('sumSquares', {
      description: 'Sum of the squared values. Null for counts of the legacy engine.',
      nullable: true,
    }),
    mean: t.exposeFloat('mean', {
      description:
        'Mean value, computed by this API: `sum / samples`, or `sum / denominatorSum` for ratio and retention. Null if nothing was counted.',
      nullable: true,
    }),
    denominatorSum: t.exposeFloat('denominatorSum', {
      description: 'Sum of the denominator. Ratio and retention only.',
      nullable: true,
    }),
    denominatorSumSquares: t.exposeFloat('denominatorSumSquares', {
      description: 'Sum of the squared denominators. Ratio and retention only.',
      nullable: true,
    }),
    numeratorDenominatorSumProduct: t.exposeFloat('numeratorDenominatorSumProduct', {
      description: 'Sum of numerator times denominator. Ratio and retention only.',
      nullable: true,
    }),
    stepCounts: t.intList({
      description: 'Number of people who reached each step after exposure, in order. Funnels only.',
      nullable: true,
      resolve: ({ stepCounts }) => stepCounts as number[] | null,
    }),
    covariateSum: t.exposeFloat('covariateSum', {
      description: 'Sum of the values from before the experiment. With CUPED only.',
      nullable: true,
    }),
    covariateSumSquares: t.exposeFloat('covariateSumSquares', {
      description: 'Sum of the squared values from before the experiment. With CUPED only.',
      nullable: true,
    }),
    covariateSumProduct: t.exposeFloat('covariateSumProduct', {
      description:
        'Sum of the products of the values before and since the start of the experiment. With CUPED only.',
      nullable: true,
    }),
    ...ResultFailure.listFields(t, 'failures', {
      description:
        "Why there is too little data for statistics. Empty if there is enough. A failure of the baseline affects all variants. PostHog's wire name is `validation_failures`.",
      words: ({ failures }) => failures,
    }),
  }),
});

builder.objectType(ArmResultRef, {
  extensions: { neverThrows: true },
  description: 'The arm that the others are compared with.',
  interfaces: [ArmTotalsRef],
});

builder.objectType(IntervalRef, {
  extensions: { neverThrows: true },
  description:
    'Interval for the relative change: a credible interval (Bayesian) or a confidence interval (frequentist).',
  fields: (t) => ({
    lower: t.exposeFloat('lower', {
      description: 'Lower bound, as a fraction: −0.05 is 5 % less.',
    }),
    upper: t.exposeFloat('upper', { description: 'Upper bound, as a fraction: 0.05 is 5 % more.' }),
    level: t.exposeFloat('level', {
      description: "Level, from 0 to 1, from the experiment's statistics settings.",
    }),
  }),
});

builder.objectType(VariantResultRef, {
  extensions: { neverThrows: true },
  description:
    'A variant compared with the baseline, in the same form for every kind of metric and both engines.',
  interfaces: [ArmTotalsRef],
  fields: (t) => ({
    ...StatsMethod.fields(t, 'method', {
      description: 'The statistical method used.',
      word: ({ method }) => method,
    }),
    delta: t.exposeFloat('delta', {
      description:
        'Relative change of the mean against the baseline, as a fraction (0.05 is 5 % more). Computed by this API from the totals; with CUPED, the interval, the significance and `direction` are about an adjusted change, which can have the other sign. Null if the baseline is zero.',
      nullable: true,
    }),
    estimatedChange: t.exposeFloat('estimatedChange', {
      description:
        "Relative change that PostHog's statistics estimate, as a fraction, and that `significant` is about: the middle of `interval`. With CUPED it differs from `delta`, even in its sign. Without an interval it is `delta`; null if `chanceToWin` contradicts that. Computed by this API.",
      nullable: true,
    }),
    direction: t.expose('direction', {
      type: ChangeDirection.ref,
      description:
        "Whether the change that PostHog's statistics describe is in the direction of the metric's goal, regardless of significance. Computed by this API from the middle of `interval`, without one from `chanceToWin`, and without both from `delta`. Null where there is none of them, or the goal is not known.",
      nullable: true,
    }),
    interval: t.expose('interval', {
      type: IntervalRef,
      description: 'Interval for the relative change. Null without statistics.',
      nullable: true,
    }),
    sequentialInterval: t.expose('sequentialInterval', {
      type: IntervalRef,
      description: `Always-valid interval for the relative change, at the level of \`interval\`. Computed by this API as an asymptotic confidence sequence, which is tightest at ${TIGHTEST_AT.toLocaleString('en')} people: it covers the true change at that level however often results are read, so an experiment may end as soon as it excludes zero. \`interval\` covers it only at one moment that was fixed beforehand. Formula and source: docs/deciding.md. Null without statistics and for the legacy engine.`,
      nullable: true,
    }),
    chanceToWin: t.exposeFloat('chanceToWin', {
      description:
        'Probability that the value has increased, from 0 to 1, regardless of the goal: show `chanceToImprove` to people. Bayesian only. Null without statistics.',
      nullable: true,
    }),
    chanceToImprove: t.exposeFloat('chanceToImprove', {
      description:
        "The chance to win as PostHog's app shows it: the probability of an improvement, which is `chanceToWin`, or 1 minus it if the goal is to decrease. Computed by this API. Bayesian only. Null without statistics.",
      nullable: true,
    }),
    pValue: t.exposeFloat('pValue', {
      description: 'Two-sided p-value. Frequentist only. Null without statistics.',
      nullable: true,
    }),
    significant: t.exposeBoolean('significant', {
      description:
        'Whether PostHog considers the change significant, in either direction. Bayesian: `chanceToWin` is beyond the level on either side, which is less strict than an interval that excludes zero. Frequentist: p is below alpha. Null without statistics.',
      nullable: true,
    }),
  }),
});

builder.objectType(BreakdownResultRef, {
  extensions: { neverThrows: true },
  description: 'The comparison restricted to people with one value of the breakdown.',
  fields: (t) => ({
    value: t.stringList({
      description: 'The values of the breakdowns, one per breakdown.',
      resolve: ({ value }) => value as string[],
    }),
    baseline: t.expose('baseline', {
      type: ArmResultRef,
      description: 'The arm that the others are compared with. Null if nobody is in it.',
      nullable: true,
    }),
    variants: t.expose('variants', {
      type: [VariantResultRef],
      description: 'The other arms.',
    }),
    holdout: t.expose('holdout', {
      type: VariantResultRef,
      description: 'The people of the holdout, who are no arm. Null without a holdout.',
      nullable: true,
    }),
  }),
});
