import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SdkCategory } from './enums.ts';
import { SetupTargetSurfaceRef } from './ref.ts';

const SetupSdkReachRef = builder.objectRef<Wire['SetupLibReach']>('SetupSdkReach').implement({
  description: 'Number of people that one SDK sees at the place of an experiment.',
  fields: (t) => ({
    lib: t.exposeString('lib', {
      description: 'Name of the SDK, such as `posthog-js`. Null if events do not carry it.',
      nullable: true,
    }),
    ...SdkCategory.fields(t, 'category', {
      description: 'Where it runs.',
      word: ({ category }) => category,
    }),
    uniquePersons: t.exposeInt('unique_persons', {
      description: 'Number of people it saw there.',
      nullable: true,
    }),
    anonymousShare: t.exposeFloat('anonymous_share', {
      description: 'Share of those people who are not logged in, from 0 to 1. Null if unknown.',
      nullable: true,
    }),
    deviceIdShare: t.exposeFloat('device_id_share', {
      description: 'Share of the events that carry a device ID, from 0 to 1.',
      nullable: true,
    }),
  }),
});

builder.objectType(SetupTargetSurfaceRef, {
  description: 'Traffic at the planned place of an experiment.',
  fields: (t) => ({
    windowDays: t.exposeInt('window_days', {
      description: 'Number of days analysed.',
      nullable: true,
    }),
    sourceEvent: t.exposeString('source_event', {
      description: 'The event that marks the place.',
      nullable: true,
    }),
    targetUrlContains: t.exposeString('target_url_contains', {
      description: 'Text contained in the URL, if one was given.',
      nullable: true,
    }),
    targetProperties: t.field({
      type: ['JSON'],
      description: "The conditions on the event, in PostHog's format.",
      resolve: (surface) => surface.target_properties ?? [],
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'When it was computed.',
      nullable: true,
      resolve: (surface) => surface.computed_at ?? null,
    }),
    testAccountsFiltered: t.exposeBoolean('test_accounts_filtered', {
      description: 'Whether internal and test accounts were excluded.',
      nullable: true,
    }),
    uniquePersons: t.exposeInt('unique_persons', {
      description: 'Number of people who came there in the period.',
      nullable: true,
    }),
    exposuresPerDayEstimate: t.exposeFloat('exposures_per_day_estimate', {
      description:
        'Number of people an experiment there would expose per day, as input for `exposureRatePerDay` of `calculateRunningTime`.',
      nullable: true,
    }),
    libs: t.field({
      type: [SetupSdkReachRef],
      description: 'The SDKs that saw those people, ordered by number of people.',
      resolve: ({ libs }) => libs ?? [],
    }),
    libsTruncated: t.exposeBoolean('libs_truncated', {
      description: 'Whether there are more SDKs than `libs` contains.',
      nullable: true,
    }),
    anonymousShare: t.exposeFloat('anonymous_share', {
      description: 'Share of those people who are not logged in, from 0 to 1. Null if unknown.',
      nullable: true,
    }),
    deviceIdShare: t.exposeFloat('device_id_share', {
      description: 'Share of the events that carry a device ID, from 0 to 1. Null if unknown.',
      nullable: true,
    }),
  }),
});
