import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { MultipleVariantHandling, StatsMethod } from './enums.ts';
import { ExperimentRef } from './ref.ts';
import { withDetail } from './loader.ts';
import { storedPlanOf } from './planned-end.ts';
import { needsDetail } from '../../planner/field-cost.ts';

/** Settings are open JSON: whatever is no whole number counts as missing. */
const numberOrNull = (value: unknown) => (Number.isSafeInteger(value) ? Number(value) : null);

const StatsConfigRef = builder.objectRef<Wire['ExperimentStatsConfig']>('StatsConfig').implement({
  description: 'How results are computed.',
  fields: (t) => ({
    ...StatsMethod.fields(t, 'method', {
      description: 'The statistical method. Bayesian unless set otherwise.',
      word: ({ method }) => method ?? 'bayesian',
    }),
    confidenceLevel: t.float({
      description:
        'Level of the intervals, from 0 to 1: `bayesian.ci_level`, or 1 − `frequentist.alpha`. 0.95 unless set.',
      resolve: (config) =>
        config.method === 'frequentist'
          ? 1 - (config.frequentist?.alpha ?? 0.05)
          : (config.bayesian?.ci_level ?? 0.95),
    }),
    cupedEnabled: t.boolean({
      description: 'Whether variance is reduced with data from before the experiment (CUPED).',
      resolve: ({ cuped }) => cuped?.enabled ?? false,
    }),
    baselineVariantKey: t.string({
      description:
        'Variant that the others are compared with. Null means `control`, or the first variant if there is no `control`.',
      nullable: true,
      resolve: (config) => config.baseline_variant_key ?? null,
    }),
    migratedFrom: t.int({
      description:
        "PostHog's number of the legacy experiment that this one was migrated from. Null if it was not.",
      nullable: true,
      resolve: (config) => numberOrNull(config['migrated_from']),
    }),
    migratedTo: t.int({
      description:
        "PostHog's number of the experiment that this legacy one was migrated to. Null if it was not.",
      nullable: true,
      resolve: (config) => numberOrNull(config['migrated_to']),
    }),
    raw: t.field({
      type: 'JSON',
      description: 'The settings as PostHog stores them.',
      resolve: (config) => config,
    }),
  }),
});

const ExposureCriteriaRef = builder
  .objectRef<Wire['ExperimentExposureCriteria']>('ExposureCriteria')
  .implement({
    description: 'Who counts as exposed to the experiment.',
    fields: (t) => ({
      filterTestAccounts: t.boolean({
        description: 'Whether internal and test accounts are excluded.',
        nullable: true,
        resolve: (criteria) => criteria.filterTestAccounts ?? null,
      }),
      ...MultipleVariantHandling.fields(t, 'multipleVariantHandling', {
        description: 'How people who saw more than one variant are handled.',
        word: (criteria) => criteria.multiple_variant_handling,
      }),
      exposureEvent: t.string({
        description:
          'Event that counts as an exposure instead of the default. Null if the default or an action is used.',
        nullable: true,
        resolve: ({ exposure_config: config }) =>
          config && 'event' in config && typeof config.event === 'string' ? config.event : null,
      }),
      raw: t.field({
        type: 'JSON',
        description: 'The criteria as PostHog stores them.',
        resolve: (criteria) => criteria,
      }),
    }),
  });

const RunningTimePlanRef = builder
  .objectRef<Wire['ExperimentRunningTimeCalculation']>('RunningTimePlan')
  .implement({
    description: 'The sample-size plan saved with an experiment.',
    fields: (t) => ({
      minimumDetectableEffect: t.float({
        description: 'Smallest relative change worth detecting, in percent.',
        nullable: true,
        resolve: (plan) => plan.minimum_detectable_effect ?? null,
      }),
      recommendedRunningTimeDays: t.float({
        description:
          "Recommended running time in days. PostHog's wire name is `recommended_running_time`.",
        nullable: true,
        resolve: (plan) => plan.recommended_running_time ?? null,
      }),
      recommendedSampleSize: t.float({
        description: 'Recommended sample size, over all variants.',
        nullable: true,
        resolve: (plan) => plan.recommended_sample_size ?? null,
      }),
      exposureEstimateConfig: t.field({
        type: 'JSON',
        description: 'How the number of exposures per day was estimated, as PostHog stores it.',
        nullable: true,
        resolve: (plan) => plan.exposure_estimate_config ?? null,
      }),
    }),
  });

builder.objectFields(ExperimentRef, (t) => ({
  parameters: t.field({
    type: 'JSON',
    description:
      "PostHog's parameters, unmodified. Settings of the flag are mirrored into them; the rest is stored as it was sent. See `variants` for the typed part.",
    nullable: true,
    resolve: ({ row }) => row.parameters ?? null,
  }),
  minimumDetectableEffect: t.float({
    description:
      'Smallest relative change worth detecting, in percent, from the plan saved with the experiment.',
    nullable: true,
    resolve: ({ row }) => storedPlanOf(row)?.minimum_detectable_effect ?? null,
  }),
  runningTime: t.field({
    type: RunningTimePlanRef,
    description: 'The saved sample-size plan. Null if there is none.',
    nullable: true,
    resolve: ({ row }) => storedPlanOf(row),
  }),
  statsConfig: t.field({
    type: StatsConfigRef,
    description: 'How its results are computed.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'stats_config'))?.stats_config ?? null,
  }),
  exposureCriteria: t.field({
    type: ExposureCriteriaRef,
    description: 'Who counts as exposed.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) =>
      (await withDetail(node, context, 'exposure_criteria'))?.exposure_criteria ?? null,
  }),
}));
