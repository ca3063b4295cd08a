import { builder } from '../../core/builder.ts';
import { StatsMethod } from '../experiment/enums.ts';
import { SetupTeamDefaultsRef } from './ref.ts';

builder.objectType(SetupTeamDefaultsRef, {
  description: 'The settings new experiments of a project begin with.',
  fields: (t) => ({
    statsMethod: t.field({
      type: StatsMethod.ref,
      description: 'The statistics the project has chosen; null where it has not.',
      nullable: true,
      resolve: (defaults) => StatsMethod.readNullable(defaults.stats_method),
    }),
    confidenceLevel: t.exposeFloat('confidence_level', {
      description:
        'Level of the intervals, 0 to 1, that the project has chosen; null where it has not.',
      nullable: true,
    }),
    minimumDetectableEffect: t.exposeFloat('minimum_detectable_effect', {
      description:
        'Smallest relative change worth finding, in percent, that the project has chosen; null where it has not.',
      nullable: true,
    }),
    productDefaultStatsMethod: t.field({
      type: StatsMethod.ref,
      description: 'The statistics PostHog uses where the project has not chosen.',
      nullable: true,
      resolve: (defaults) => StatsMethod.readNullable(defaults.product_default_stats_method),
    }),
    productDefaultConfidenceLevel: t.exposeFloat('product_default_confidence_level', {
      description: 'Level of the intervals where the project has not chosen.',
      nullable: true,
    }),
    productDefaultMinimumDetectableEffect: t.exposeFloat(
      'product_default_minimum_detectable_effect',
      {
        description: 'Smallest relative change, in percent, where the project has not chosen.',
        nullable: true,
      },
    ),
    onlyCountMaturedUsers: t.exposeBoolean('only_count_matured_users', {
      description: 'True when only users whose conversion window has passed are counted.',
      nullable: true,
    }),
    cupedEnabled: t.exposeBoolean('cuped_enabled', {
      description: 'True when variance is reduced by data from before the experiment (CUPED).',
      nullable: true,
    }),
    sequentialTestingEnabled: t.exposeBoolean('sequential_testing_enabled', {
      description: 'True when results may be looked at any time without more false alarms.',
      nullable: true,
    }),
    flagsPersistenceDefault: t.exposeBoolean('flags_persistence_default', {
      description: 'True when new flags keep the variant from before to after log-in.',
      nullable: true,
    }),
    testAccountFilterCount: t.exposeInt('test_account_filter_count', {
      description: 'How many filters tell internal and test accounts.',
      nullable: true,
    }),
    newExperimentsFilterTestAccounts: t.exposeBoolean('new_experiments_filter_test_accounts', {
      description: 'True when new experiments leave internal and test accounts out.',
      nullable: true,
    }),
    defaultExposureEvent: t.exposeString('default_exposure_event', {
      description: 'Event that exposures are counted on.',
      nullable: true,
    }),
  }),
});
