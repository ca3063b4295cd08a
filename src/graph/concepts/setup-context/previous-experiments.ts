import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SetupPreviousExperimentRef, SetupPreviousExperimentsRef } from './ref.ts';

const SetupPreviousExperimentsSummaryRef = builder
  .objectRef<Wire['SetupPreviousExperimentsSummary']>('SetupPreviousExperimentsSummary')
  .implement({
    description: 'Statistics on the earlier experiments that were examined.',
    fields: (t) => ({
      total: t.exposeInt('total', {
        description: 'Number of experiments examined.',
        nullable: true,
      }),
      launched: t.exposeInt('launched', {
        description: 'Number of experiments that were launched.',
        nullable: true,
      }),
      launchedWithoutResults: t.exposeInt('launched_without_results', {
        description: 'Number of launched experiments without results.',
        nullable: true,
      }),
      launchedWithUnknownAnalyzedExposures: t.exposeInt(
        'launched_with_unknown_analyzed_exposures',
        {
          description: 'Number of launched experiments whose exposures are unknown.',
          nullable: true,
        },
      ),
      launchedWithZeroAnalyzedExposures: t.exposeInt('launched_with_zero_analyzed_exposures', {
        description: 'Number of launched experiments that exposed nobody.',
        nullable: true,
      }),
      launchedWithUnder100AnalyzedExposures: t.exposeInt(
        'launched_with_under_100_analyzed_exposures',
        {
          description: 'Number of launched experiments that exposed fewer than 100 people.',
          nullable: true,
        },
      ),
      usingDeviceIdBucketing: t.exposeInt('using_device_id_bucketing', {
        description: 'Number of experiments that bucket by device.',
        nullable: true,
      }),
      usingPersistence: t.exposeInt('using_persistence', {
        description: 'Number of experiments in which people keep their variant across login.',
        nullable: true,
      }),
      usingCustomExposure: t.exposeInt('using_custom_exposure', {
        description: 'Number of experiments with a custom exposure event.',
        nullable: true,
      }),
      usingExposurePropertyFilters: t.exposeInt('using_exposure_property_filters', {
        description: 'Number of experiments with conditions on the exposure event.',
        nullable: true,
      }),
      usingActivation: t.exposeInt('using_activation', {
        description: 'Number of experiments that count people only after an activation event.',
        nullable: true,
      }),
      usingUnevenSplit: t.exposeInt('using_uneven_split', {
        description: 'Number of experiments whose variants have unequal percentages.',
        nullable: true,
      }),
      servingSingleVariant: t.exposeInt('serving_single_variant', {
        description: 'Number of experiments whose flag serves one variant to everyone.',
        nullable: true,
      }),
    }),
  });

builder.objectType(SetupPreviousExperimentsRef, {
  description: 'Earlier experiments in a project.',
  fields: (t) => ({
    experiments: t.field({
      type: [SetupPreviousExperimentRef],
      description: 'Earlier experiments, newest first.',
      resolve: ({ projectId, row }) =>
        (row.experiments ?? []).map((experiment) => ({ projectId, row: experiment })),
    }),
    summary: t.field({
      type: SetupPreviousExperimentsSummaryRef,
      description: 'Statistics on these experiments.',
      nullable: true,
      resolve: ({ row }) => row.summary ?? null,
    }),
  }),
});
