import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../../experiment/ref.ts';
import { withDetail } from '../../experiment/loader.ts';
import { metricsOf } from '../../metric/from-experiment.ts';
import { loadMostExposed } from './latest.ts';
import { SampleRatioRef } from './ref.ts';
import { SUSPICIOUS_BELOW, testSampleRatio, type SampleRatio } from './sample-ratio.ts';
import { expectedSplit } from './expected-split.ts';
import { sharedCall, needsDetail } from '../../../planner/field-cost.ts';

const ArmExposureRef = builder.objectRef<SampleRatio['arms'][number]>('ArmExposure').implement({
  description: 'The number of people in one arm, and the number expected from the split.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the variant.' }),
    observed: t.exposeInt('observed', { description: 'Number of people exposed to the variant.' }),
    expected: t.exposeFloat('expected', {
      description: "Number of exposed people expected in this arm, given the flag's split.",
    }),
  }),
});

builder.objectType(SampleRatioRef, {
  description:
    "A test of whether people were split as configured in the flag. Computed by this API: Pearson's chi-square test of the number of people in each arm of the newest result against the percentages of the flag's variants.",
  fields: (t) => ({
    pValue: t.exposeFloat('pValue', {
      description: 'Probability that chance alone produces a split at least this uneven.',
    }),
    suspicious: t.exposeBoolean('suspicious', {
      description: `True if pValue is below ${SUSPICIOUS_BELOW}. Do not trust the results before the cause is found.`,
    }),
    chiSquare: t.exposeFloat('chiSquare', { description: 'The test statistic.' }),
    degreesOfFreedom: t.exposeInt('degreesOfFreedom', { description: 'Number of arms minus one.' }),
    arms: t.field({
      type: [ArmExposureRef],
      description: 'The numbers the test was performed on, by arm.',
      resolve: ({ arms }) => [...arms],
    }),
    asOf: t.field({
      type: 'DateTime',
      description: 'The data covers exposures up to this moment.',
      nullable: true,
      volatile: ({ result }, { clock }) => result?.isUnfinished(clock) ?? false,
      resolve: ({ result }, _args, { clock }) => result?.asOf(clock) ?? null,
    }),
  }),
});

builder.objectField(ExperimentRef, 'sampleRatioMismatch', (t) =>
  t.field({
    type: SampleRatioRef,
    description:
      "Whether people were split among the variants as configured in the flag. Computed by this API from the newest result with the most people, among the metrics of the newest recalculation; if there is none, from the series of the first metric that has one. Null before there are results, if fewer than five people are expected in an arm, and if the flag's current split is not conclusive: a release condition pins a variant, or an arm with people has 0 %. Costs 1 upstream call besides the detail, shared with `latestResult`, and 1 more without a recalculation.",
    nullable: true,
    extensions: sharedCall(
      'experiments_metrics_recalculation_latest_retrieve',
      'Experiment',
      needsDetail.upstream,
    ),
    resolve: async (node, _args, context) => {
      const row = await withDetail(node, context, 'metrics');
      const split = row && expectedSplit(row);
      if (!split) return null;
      const result = await loadMostExposed(context, metricsOf(node.projectId, row));
      const { baseline, variants } = result?.comparison ?? {};
      const tested = baseline && testSampleRatio([baseline, ...(variants ?? [])], split);
      return tested ? { ...tested, result } : null;
    },
  }),
);
