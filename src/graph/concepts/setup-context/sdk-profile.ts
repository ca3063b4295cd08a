import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SdkCategory } from './enums.ts';
import { SetupSdkProfileRef } from './ref.ts';

const SetupSdkRef = builder.objectRef<Wire['SetupSdkLibProfile']>('SetupSdk').implement({
  description: 'How one SDK evaluates feature flags.',
  fields: (t) => ({
    lib: t.exposeString('lib', {
      description: 'Name of the SDK, such as `posthog-js`. Null if events do not carry it.',
      nullable: true,
    }),
    ...SdkCategory.fields(t, 'category', {
      description: 'Where it runs.',
      word: ({ category }) => category,
    }),
    calls: t.exposeFloat('calls', {
      description: 'Number of flag evaluations. A whole number.',
      nullable: true,
    }),
    distinctIds: t.exposeInt('distinct_ids', {
      description: 'Number of distinct IDs it evaluated flags for.',
      nullable: true,
    }),
    deviceIdShare: t.exposeFloat('device_id_share', {
      description: 'Share of the evaluations that carry a device ID, from 0 to 1.',
      nullable: true,
    }),
    locallyEvaluatedShare: t.exposeFloat('locally_evaluated_share', {
      description:
        'Share of the evaluations made locally, without a request to PostHog, from 0 to 1. Null if unknown.',
      nullable: true,
    }),
    anonymousShare: t.exposeFloat('anonymous_share', {
      description:
        'Share of the evaluations for people who are not logged in, from 0 to 1. Null if unknown.',
      nullable: true,
    }),
  }),
});

const SetupSdkActivityRef = builder
  .objectRef<Wire['SetupLibActivity']>('SetupSdkActivity')
  .implement({
    description: 'Volume of events that one SDK sends.',
    fields: (t) => ({
      lib: t.exposeString('lib', {
        description: 'Name of the SDK, such as `posthog-js`. Null if events do not carry it.',
        nullable: true,
      }),
      ...SdkCategory.fields(t, 'category', {
        description: 'Where it runs.',
        word: ({ category }) => category,
      }),
      events: t.exposeFloat('events', {
        description: 'Number of events sent. A whole number.',
        nullable: true,
      }),
      distinctIds: t.exposeInt('distinct_ids', {
        description: 'Number of distinct IDs it sent events for.',
        nullable: true,
      }),
    }),
  });

builder.objectType(SetupSdkProfileRef, {
  description: 'Which SDKs evaluate feature flags in a project, and how.',
  fields: (t) => ({
    windowDays: t.exposeInt('window_days', {
      description: 'Number of days analysed.',
      nullable: true,
    }),
    sourceEvent: t.exposeString('source_event', {
      description: 'The event the profile is based on.',
      nullable: true,
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'When it was computed.',
      nullable: true,
      resolve: (profile) => profile.computed_at ?? null,
    }),
    libs: t.field({
      type: [SetupSdkRef],
      description: 'The SDKs that evaluated flags, the most active first.',
      resolve: ({ libs }) => libs ?? [],
    }),
    libsTruncated: t.exposeBoolean('libs_truncated', {
      description: 'Whether there are more SDKs than `libs` contains.',
      nullable: true,
    }),
    flagsSeen: t.exposeInt('flags_seen', {
      description: 'Number of flags evaluated.',
      nullable: true,
    }),
    flagsEvaluatedOnServerAndWeb: t.exposeInt('flags_evaluated_on_server_and_web', {
      description:
        'Number of flags evaluated both on servers and in browsers, which need the same ID on both sides.',
      nullable: true,
    }),
    evaluatedOnServerAndWeb: t.exposeBoolean('evaluated_on_server_and_web', {
      description: 'Whether any flag is evaluated both on servers and in browsers.',
      nullable: true,
    }),
    libsOnAnyEvent: t.field({
      type: [SetupSdkActivityRef],
      description: 'The SDKs that send any events. Null if PostHog did not check.',
      nullable: true,
      resolve: (profile) => profile.libs_on_any_event ?? null,
    }),
    libsOnAnyEventTruncated: t.exposeBoolean('libs_on_any_event_truncated', {
      description: 'Whether there are more SDKs than `libsOnAnyEvent` contains.',
      nullable: true,
    }),
  }),
});
