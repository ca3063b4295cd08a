import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SdkCategory } from './enums.ts';
import { SetupTargetSurfaceRef } from './ref.ts';

const SetupSdkReachRef = builder.objectRef<Wire['SetupLibReach']>('SetupSdkReach').implement({
  description: 'How many people one SDK sees at a place.',
  fields: (t) => ({
    lib: t.exposeString('lib', {
      description: 'Its name, such as `posthog-js`; null where events do not say.',
      nullable: true,
    }),
    category: t.field({
      type: SdkCategory.ref,
      description: 'Where it runs.',
      nullable: true,
      resolve: ({ category }) => SdkCategory.readNullable(category),
    }),
    uniquePersons: t.exposeInt('unique_persons', {
      description: 'How many people it saw there.',
      nullable: true,
    }),
    anonymousShare: t.exposeFloat('anonymous_share', {
      description: 'Share of them not logged in, 0 to 1; null where unknown.',
      nullable: true,
    }),
    deviceIdShare: t.exposeFloat('device_id_share', {
      description: 'Share of the events that carry a device id, 0 to 1.',
      nullable: true,
    }),
  }),
});

builder.objectType(SetupTargetSurfaceRef, {
  description: 'How many people come to the place an experiment is to be at.',
  fields: (t) => ({
    windowDays: t.exposeInt('window_days', {
      description: 'How many days were looked at.',
      nullable: true,
    }),
    sourceEvent: t.exposeString('source_event', {
      description: 'The event that marks the place.',
      nullable: true,
    }),
    targetUrlContains: t.exposeString('target_url_contains', {
      description: 'Part of the address, where one was given.',
      nullable: true,
    }),
    targetProperties: t.field({
      type: ['JSON'],
      description: 'The conditions on the event, in PostHog form.',
      resolve: (surface) => surface.target_properties ?? [],
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'When it was worked out.',
      nullable: true,
      resolve: (surface) => surface.computed_at ?? null,
    }),
    testAccountsFiltered: t.exposeBoolean('test_accounts_filtered', {
      description: 'True when internal and test accounts were left out.',
      nullable: true,
    }),
    uniquePersons: t.exposeInt('unique_persons', {
      description: 'How many people came there in the window.',
      nullable: true,
    }),
    exposuresPerDayEstimate: t.exposeFloat('exposures_per_day_estimate', {
      description:
        'People an experiment there would expose per day: what `calculateRunningTime` takes as `exposureRatePerDay`.',
      nullable: true,
    }),
    libs: t.field({
      type: [SetupSdkReachRef],
      description: 'The SDKs that saw them, the one with most people first.',
      resolve: ({ libs }) => libs ?? [],
    }),
    libsTruncated: t.exposeBoolean('libs_truncated', {
      description: 'True when there are more than `libs` tells.',
      nullable: true,
    }),
    anonymousShare: t.exposeFloat('anonymous_share', {
      description: 'Share of the people not logged in, 0 to 1; null where unknown.',
      nullable: true,
    }),
    deviceIdShare: t.exposeFloat('device_id_share', {
      description: 'Share of the events that carry a device id, 0 to 1; null where unknown.',
      nullable: true,
    }),
  }),
});
