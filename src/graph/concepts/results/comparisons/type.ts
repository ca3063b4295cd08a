import { builder } from '../../../core/builder.ts';
import { wireEnum } from '../../../core/wire-enum.ts';
import { MetricRef } from '../../metric/ref.ts';
import { VariantResultRef } from '../result/ref.ts';
import { shownArm } from '../result/shown-arm.ts';
import type { ComparisonOfArm, Comparisons } from './compare.ts';

export const ResultCorrection = wireEnum(
  'ResultCorrection',
  'How p-values are corrected for the number of comparisons. With 20 comparisons at 5 %, one false positive is expected.',
  {
    none: ['NONE', 'They are not: each comparison stands alone, as PostHog shows it.'],
    bonferroni: [
      'BONFERRONI',
      'min(1, m · p) with m comparisons: bounds the probability that any of them is a false positive.',
    ],
    benjamini_hochberg: [
      'BENJAMINI_HOCHBERG',
      'With p sorted, the smallest m · p(k) / k of all k ≥ i: bounds the expected share of false positives among the significant comparisons (Benjamini and Hochberg 1995).',
    ],
  },
);

const ArmComparisonRef = builder.objectRef<ComparisonOfArm>('ArmComparison').implement({
  description: 'One test arm compared with the baseline by one metric.',
  fields: (t) => ({
    metric: t.field({
      type: MetricRef,
      description: 'The metric.',
      resolve: ({ node }) => node,
    }),
    variant: t.field({
      type: VariantResultRef,
      description:
        "PostHog's result of the arm, with the fixed and the always-valid interval. It is not corrected.",
      resolve: ({ variant }) => shownArm(variant),
    }),
    adjustedPValue: t.exposeFloat('adjustedPValue', {
      description:
        'The p-value after the correction. Computed by this API. Null for Bayesian results, which have no p-value, and without statistics.',
      nullable: true,
    }),
    adjustedSignificant: t.exposeBoolean('adjustedSignificant', {
      description:
        "Whether `adjustedPValue` is below the experiment's alpha. Computed by this API. Without a correction it is PostHog's `significant`; with one it is null for Bayesian results, to which no correction applies.",
      nullable: true,
    }),
  }),
});

/** The comparisons of an experiment, and when they were read. */
export interface ExperimentResults extends Comparisons {
  readonly beforePlannedEnd: boolean | null;
  readonly note: string | null;
}

export const ExperimentResultsRef = builder
  .objectRef<ExperimentResults>('ExperimentResults')
  .implement({
    description:
      'The newest results of an experiment: every test arm compared with the baseline by every metric.',
    fields: (t) => ({
      correction: t.field({
        type: ResultCorrection.ref,
        description: 'The correction that was applied.',
        resolve: ({ correction }) => correction,
      }),
      family: t.exposeInt('family', {
        description:
          'How many comparisons were corrected together: all that have a p-value, over the arms and the selected metrics.',
      }),
      comparisons: t.field({
        type: [ArmComparisonRef],
        description: 'The comparisons, by metric in display order and then by arm.',
        resolve: ({ comparisons }) => [...comparisons],
      }),
      beforePlannedEnd: t.exposeBoolean('beforePlannedEnd', {
        description:
          'Whether the results were read before the planned running time, or where only a number of people was planned, before those were reached. Null where neither was planned.',
        nullable: true,
      }),
      note: t.exposeString('note', {
        description:
          'What to keep in mind about the moment of reading, in English. Null if the planned end was reached.',
        nullable: true,
      }),
    }),
  });
