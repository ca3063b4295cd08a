import { builder } from '../../core/builder.ts';
import { StatsMethod } from '../experiment/enums.ts';
import { SetupTeamDefaultsRef } from './ref.ts';

builder.objectType(SetupTeamDefaultsRef, {
  description: 'Default settings for new experiments in a project.',
  fields: (t) => ({
    ...StatsMethod.fields(t, 'statsMethod', {
      description: "The project's statistical method. Null if it has not set one.",
      word: (defaults) => defaults.stats_method,
    }),
    confidenceLevel: t.exposeFloat('confidence_level', {
      description: "The project's level of the intervals, from 0 to 1. Null if it has not set one.",
      nullable: true,
    }),
    minimumDetectableEffect: t.exposeFloat('minimum_detectable_effect', {
      description:
        "The project's smallest relative change worth detecting, in percent. Null if it has not set one.",
      nullable: true,
    }),
    ...StatsMethod.fields(t, 'productDefaultStatsMethod', {
      description: 'The statistical method PostHog uses if the project has not set one.',
      word: (defaults) => defaults.product_default_stats_method,
    }),
    productDefaultConfidenceLevel: t.exposeFloat('product_default_confidence_level', {
      description: 'Level of the intervals if the project has not set one.',
      nullable: true,
    }),
    productDefaultMinimumDetectableEffect: t.exposeFloat(
      'product_default_minimum_detectable_effect',
      {
        description:
          'Smallest relative change worth detecting, in percent, if the project has not set one.',
        nullable: true,
      },
    ),
    onlyCountMaturedUsers: t.exposeBoolean('only_count_matured_users', {
      description: 'Whether only users whose conversion window has passed are counted.',
      nullable: true,
    }),
    cupedEnabled: t.exposeBoolean('cuped_enabled', {
      description: 'Whether variance is reduced with data from before the experiment (CUPED).',
      nullable: true,
    }),
    sequentialTestingEnabled: t.exposeBoolean('sequential_testing_enabled', {
      description:
        'Whether results can be checked at any time without increasing false positives (sequential testing).',
      nullable: true,
    }),
    flagsPersistenceDefault: t.exposeBoolean('flags_persistence_default', {
      description: 'Whether people keep their variant across login, by default, for new flags.',
      nullable: true,
    }),
    testAccountFilterCount: t.exposeInt('test_account_filter_count', {
      description: 'Number of filters that identify internal and test accounts.',
      nullable: true,
    }),
    newExperimentsFilterTestAccounts: t.exposeBoolean('new_experiments_filter_test_accounts', {
      description: 'Whether new experiments exclude internal and test accounts.',
      nullable: true,
    }),
    defaultExposureEvent: t.exposeString('default_exposure_event', {
      description: 'Event that counts as an exposure.',
      nullable: true,
    }),
  }),
});
