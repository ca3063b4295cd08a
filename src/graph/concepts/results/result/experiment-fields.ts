import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../../experiment/ref.ts';
import { needsDetail, withDetail } from '../../experiment/detail.ts';
import { metricsOf } from '../../metric/from-experiment.ts';
import { loadMostExposed } from './latest.ts';
import { SampleRatioRef } from './ref.ts';
import { SUSPICIOUS_BELOW, testSampleRatio, type SampleRatio } from './sample-ratio.ts';
import { expectedSplit } from './expected-split.ts';
import { sharedCall } from '../../../planner/field-cost.ts';

const ArmExposureRef = builder.objectRef<SampleRatio['arms'][number]>('ArmExposure').implement({
  description: 'The people in one arm, and how many the split would have put there.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the variant.' }),
    observed: t.exposeInt('observed', { description: 'People exposed to it.' }),
    expected: t.exposeFloat('expected', {
      description: "People the flag's split would have put there, of all who were exposed.",
    }),
  }),
});

builder.objectType(SampleRatioRef, {
  description:
    "A test of whether people were split as the flag says. Computed by this API: Pearson's chi-square of the people in each arm of the newest result against the percentages of the flag's variants.",
  fields: (t) => ({
    pValue: t.exposeFloat('pValue', {
      description: 'Probability of a split at least this uneven by chance.',
    }),
    suspicious: t.exposeBoolean('suspicious', {
      description: `True when pValue is below ${SUSPICIOUS_BELOW}: then the results should not be trusted before the cause is found.`,
    }),
    chiSquare: t.exposeFloat('chiSquare', { description: 'The test statistic.' }),
    degreesOfFreedom: t.exposeInt('degreesOfFreedom', { description: 'Arms minus one.' }),
    arms: t.field({
      type: [ArmExposureRef],
      description: 'The people it was tested on, arm by arm.',
      resolve: ({ arms }) => [...arms],
    }),
    asOf: t.field({
      type: 'DateTime',
      description: 'Data were read up to this moment.',
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
      "Whether people were split among the variants as the flag says. Computed by this API from the newest result with the most people, over the metrics of the newest run; where there is no run, from the series of the first metric that has one. Null before there are results, with fewer than five people expected in an arm, and where the flag's present split says nothing: a release condition pins a variant, or an arm with people has 0 %. 1 upstream call beside the detail, shared with `latestResult`; 1 more without a run.",
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
