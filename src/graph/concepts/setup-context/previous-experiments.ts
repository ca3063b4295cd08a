import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SetupPreviousExperimentRef, SetupPreviousExperimentsRef } from './ref.ts';

const SetupPreviousExperimentsSummaryRef = builder
  .objectRef<Wire['SetupPreviousExperimentsSummary']>('SetupPreviousExperimentsSummary')
  .implement({
    description: 'The earlier experiments that were looked at, counted.',
    fields: (t) => ({
      total: t.exposeInt('total', { description: 'All of them.', nullable: true }),
      launched: t.exposeInt('launched', {
        description: 'Those that were launched.',
        nullable: true,
      }),
      launchedWithoutResults: t.exposeInt('launched_without_results', {
        description: 'Those launched that have no result.',
        nullable: true,
      }),
      launchedWithUnknownAnalyzedExposures: t.exposeInt(
        'launched_with_unknown_analyzed_exposures',
        { description: 'Those launched whose exposures are not known.', nullable: true },
      ),
      launchedWithZeroAnalyzedExposures: t.exposeInt('launched_with_zero_analyzed_exposures', {
        description: 'Those launched that exposed nobody.',
        nullable: true,
      }),
      launchedWithUnder100AnalyzedExposures: t.exposeInt(
        'launched_with_under_100_analyzed_exposures',
        { description: 'Those launched that exposed fewer than 100 people.', nullable: true },
      ),
      usingDeviceIdBucketing: t.exposeInt('using_device_id_bucketing', {
        description: 'Those that tell people apart by device.',
        nullable: true,
      }),
      usingPersistence: t.exposeInt('using_persistence', {
        description: 'Those that keep the variant from before to after log-in.',
        nullable: true,
      }),
      usingCustomExposure: t.exposeInt('using_custom_exposure', {
        description: 'Those with an exposure event of their own.',
        nullable: true,
      }),
      usingExposurePropertyFilters: t.exposeInt('using_exposure_property_filters', {
        description: 'Those with conditions on the exposure event.',
        nullable: true,
      }),
      usingActivation: t.exposeInt('using_activation', {
        description: 'Those that count people only once they did something.',
        nullable: true,
      }),
      usingUnevenSplit: t.exposeInt('using_uneven_split', {
        description: 'Those whose variants get unequal shares.',
        nullable: true,
      }),
      servingSingleVariant: t.exposeInt('serving_single_variant', {
        description: 'Those whose flag gives everybody the same variant.',
        nullable: true,
      }),
    }),
  });

builder.objectType(SetupPreviousExperimentsRef, {
  description: 'What earlier experiments of a project were like.',
  fields: (t) => ({
    experiments: t.field({
      type: [SetupPreviousExperimentRef],
      description: 'Earlier experiments, newest first.',
      resolve: ({ projectId, row }) =>
        (row.experiments ?? []).map((experiment) => ({ projectId, row: experiment })),
    }),
    summary: t.field({
      type: SetupPreviousExperimentsSummaryRef,
      description: 'The same, counted.',
      nullable: true,
      resolve: ({ row }) => row.summary ?? null,
    }),
  }),
});
