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

builder.interfaceType(ArmTotalsRef, {
  description:
    'What was counted in one variant, cumulative from the launch. People are groups where the experiment is over groups.',
  resolveType: (arm) => ('delta' in arm ? 'VariantResult' : 'ArmResult'),
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the variant.' }),
    samples: t.exposeInt('samples', {
      description: "People exposed to it. PostHog's `number_of_samples`.",
    }),
    sum: t.exposeFloat('sum', {
      description:
        'Mean: sum of the values. Funnel: people who finished. Ratio: sum of the numerator. Retention: people who came back.',
    }),
    sumSquares: t.exposeFloat('sumSquares', {
      description: 'Sum of the squared values; null for counts of the retired engine.',
      nullable: true,
    }),
    mean: t.exposeFloat('mean', {
      description:
        'Computed by this API: `sum / samples`, for ratio and retention `sum / denominatorSum`. Null where nothing was counted.',
      nullable: true,
    }),
    denominatorSum: t.exposeFloat('denominatorSum', {
      description: 'Sum of the denominator; ratio and retention only.',
      nullable: true,
    }),
    denominatorSumSquares: t.exposeFloat('denominatorSumSquares', {
      description: 'Sum of the squared denominators; ratio and retention only.',
      nullable: true,
    }),
    numeratorDenominatorSumProduct: t.exposeFloat('numeratorDenominatorSumProduct', {
      description: 'Sum of numerator times denominator; ratio and retention only.',
      nullable: true,
    }),
    stepCounts: t.intList({
      description: 'People who reached each step after exposure, in order; funnels only.',
      nullable: true,
      resolve: ({ stepCounts }) => stepCounts && [...stepCounts],
    }),
    covariateSum: t.exposeFloat('covariateSum', {
      description: 'Sum of the values from before the experiment; with CUPED only.',
      nullable: true,
    }),
    covariateSumSquares: t.exposeFloat('covariateSumSquares', {
      description: 'Sum of those values squared; with CUPED only.',
      nullable: true,
    }),
    covariateSumProduct: t.exposeFloat('covariateSumProduct', {
      description: 'Sum of those values times the values since; with CUPED only.',
      nullable: true,
    }),
    failures: t.field({
      type: [ResultFailure.ref],
      description:
        "Why it has too little data for statistics; empty when it has enough. One on the baseline leaves all variants without. PostHog's `validation_failures`.",
      resolve: ({ failures }) => failures.map((failure) => ResultFailure.read(failure)),
    }),
  }),
});

builder.objectType(ArmResultRef, {
  description: 'The arm that the others are compared with.',
  interfaces: [ArmTotalsRef],
});

builder.objectType(IntervalRef, {
  description:
    'Where the relative change lies: a credible interval (Bayesian) or a confidence interval (frequentist).',
  fields: (t) => ({
    lower: t.exposeFloat('lower', { description: 'Lower end, as a fraction: −0.05 is 5 % less.' }),
    upper: t.exposeFloat('upper', { description: 'Upper end, as a fraction: 0.05 is 5 % more.' }),
    level: t.exposeFloat('level', {
      description: "Its level, 0 to 1, from the experiment's statistics settings.",
    }),
  }),
});

builder.objectType(VariantResultRef, {
  description:
    'A variant compared with the baseline; one shape for every kind of metric and both engines.',
  interfaces: [ArmTotalsRef],
  fields: (t) => ({
    method: t.field({
      type: StatsMethod.ref,
      description: 'The statistics that judged it.',
      resolve: ({ method }) => StatsMethod.read(method),
    }),
    delta: t.exposeFloat('delta', {
      description:
        'Relative change of the mean against the baseline as a fraction (0.05 is 5 % more). Computed by this API from the totals; with CUPED the interval is around an adjusted change. Null where the baseline is zero.',
      nullable: true,
    }),
    direction: t.expose('direction', {
      type: ChangeDirection.ref,
      description:
        "Whether `delta` goes where the metric's goal wants, significant or not. Computed by this API; null without a delta.",
      nullable: true,
    }),
    interval: t.expose('interval', {
      type: IntervalRef,
      description: 'Where the relative change lies; null without statistics.',
      nullable: true,
    }),
    chanceToWin: t.exposeFloat('chanceToWin', {
      description:
        'Probability that the value rose, 0 to 1, whatever the goal. Bayesian only; null without statistics.',
      nullable: true,
    }),
    chanceToImprove: t.exposeFloat('chanceToImprove', {
      description:
        'Probability of a change the goal wants: `chanceToWin`, or 1 minus it where the goal is to decrease. Computed by this API. Bayesian only.',
      nullable: true,
    }),
    pValue: t.exposeFloat('pValue', {
      description: 'Two-sided p-value. Frequentist only; null without statistics.',
      nullable: true,
    }),
    significant: t.exposeBoolean('significant', {
      description:
        "PostHog's own judgement, in either direction. Bayesian: `chanceToWin` beyond the level on either side, which is less strict than an interval without zero. Frequentist: p below alpha. Null without statistics.",
      nullable: true,
    }),
  }),
});

builder.objectType(BreakdownResultRef, {
  description: 'The same comparison among the people of one value of the breakdown.',
  fields: (t) => ({
    value: t.stringList({
      description: 'The values broken down by, one a breakdown.',
      resolve: ({ value }) => [...value],
    }),
    baseline: t.expose('baseline', {
      type: ArmResultRef,
      description: 'The arm that the others are compared with; null when it has nobody.',
      nullable: true,
    }),
    variants: t.expose('variants', {
      type: [VariantResultRef],
      description: 'The other arms.',
    }),
  }),
});
