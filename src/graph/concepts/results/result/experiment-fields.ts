import { builder } from '../../../core/builder.ts';
import type { GraphContext } from '../../../context/context.ts';
import { ExperimentRef, type ExperimentNode } from '../../experiment/ref.ts';
import { SampleRatioUntested } from './enums.ts';
import { withDetail } from '../../experiment/loader.ts';
import { metricsOf } from '../../metric/from-experiment.ts';
import { loadMostExposed } from './latest.ts';
import { SampleRatioRef } from './ref.ts';
import { MIN_EXPECTED, SUSPICIOUS_BELOW, type SampleRatio } from './sample-ratio.ts';
import { splitTest } from './split-test.ts';
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

const latestRun = sharedCall(
  'experiments_metrics_recalculation_latest_retrieve',
  'Experiment',
  needsDetail.upstream,
);

/** The test of the split of an experiment by its newest result; null where it cannot be read. */
async function testSplit(node: ExperimentNode, context: GraphContext) {
  const row = await withDetail(node, context, 'metrics');
  if (!row) return null;
  // A split that is not known cannot be tested, whatever the results are.
  if (!expectedSplit(row)) return { result: null, ...splitTest(row, null) };
  const result = await loadMostExposed(context, metricsOf(node.projectId, row));
  return { result, ...splitTest(row, result?.comparison ?? null) };
}

builder.objectFields(ExperimentRef, (t) => ({
  sampleRatioMismatch: t.field({
    type: SampleRatioRef,
    description: `Whether people were split among the variants as configured in the flag. Computed by this API from the newest result with the most people, among the metrics of the newest recalculation; if it has none or is outdated, from the series of the first metric that has one. \`suspicious\` if p is below ${SUSPICIOUS_BELOW}. Null where it was not tested, which \`sampleRatioUntested\` explains: before there are results, if fewer than ${MIN_EXPECTED} people are expected in an arm, and if the flag's current split is not conclusive. Costs 1 upstream call besides the detail, shared with \`latestResult\`, and 1 more without a recalculation, or if it is outdated.`,
    nullable: true,
    extensions: latestRun,
    resolve: async (node, _args, context) => {
      const { tested, result } = (await testSplit(node, context)) ?? {};
      return tested ? { ...tested, result: result ?? null } : null;
    },
  }),
  sampleRatioUntested: t.field({
    type: SampleRatioUntested.ref,
    description:
      'Why `sampleRatioMismatch` is null. Null where the split was tested. Costs the same calls, which both fields share.',
    nullable: true,
    extensions: latestRun,
    resolve: async (node, _args, context) => (await testSplit(node, context))?.untested ?? null,
  }),
}));
