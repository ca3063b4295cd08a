import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SdkCategory } from './enums.ts';
import { SetupSdkProfileRef } from './ref.ts';

const SetupSdkRef = builder.objectRef<Wire['SetupSdkLibProfile']>('SetupSdk').implement({
  description: 'How one SDK asks for feature flags.',
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
    calls: t.exposeFloat('calls', {
      description: 'How often it asked for a flag; a whole number.',
      nullable: true,
    }),
    distinctIds: t.exposeInt('distinct_ids', {
      description: 'For how many distinct ids it asked.',
      nullable: true,
    }),
    deviceIdShare: t.exposeFloat('device_id_share', {
      description: 'Share of the calls that carry a device id, 0 to 1.',
      nullable: true,
    }),
    locallyEvaluatedShare: t.exposeFloat('locally_evaluated_share', {
      description:
        'Share of the calls answered without asking PostHog, 0 to 1; null where unknown.',
      nullable: true,
    }),
    anonymousShare: t.exposeFloat('anonymous_share', {
      description: 'Share of the calls for people not logged in, 0 to 1; null where unknown.',
      nullable: true,
    }),
  }),
});

const SetupSdkActivityRef = builder
  .objectRef<Wire['SetupLibActivity']>('SetupSdkActivity')
  .implement({
    description: 'How much one SDK sends at all.',
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
      events: t.exposeFloat('events', {
        description: 'How many events it sent; a whole number.',
        nullable: true,
      }),
      distinctIds: t.exposeInt('distinct_ids', {
        description: 'For how many distinct ids it sent them.',
        nullable: true,
      }),
    }),
  });

builder.objectType(SetupSdkProfileRef, {
  description: 'Which SDKs ask for feature flags in a project, and how.',
  fields: (t) => ({
    windowDays: t.exposeInt('window_days', {
      description: 'How many days were looked at.',
      nullable: true,
    }),
    sourceEvent: t.exposeString('source_event', {
      description: 'The event this was read from.',
      nullable: true,
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'When it was worked out.',
      nullable: true,
      resolve: (profile) => profile.computed_at ?? null,
    }),
    libs: t.field({
      type: [SetupSdkRef],
      description: 'The SDKs that asked for flags, the busiest first.',
      resolve: ({ libs }) => libs ?? [],
    }),
    libsTruncated: t.exposeBoolean('libs_truncated', {
      description: 'True when there are more than `libs` tells.',
      nullable: true,
    }),
    flagsSeen: t.exposeInt('flags_seen', {
      description: 'How many flags were asked for.',
      nullable: true,
    }),
    flagsEvaluatedOnServerAndWeb: t.exposeInt('flags_evaluated_on_server_and_web', {
      description:
        'How many flags were asked for both on servers and in browsers: those need one id on both sides.',
      nullable: true,
    }),
    evaluatedOnServerAndWeb: t.exposeBoolean('evaluated_on_server_and_web', {
      description: 'True when there is such a flag.',
      nullable: true,
    }),
    libsOnAnyEvent: t.field({
      type: [SetupSdkActivityRef],
      description: 'The SDKs that send any events; null where PostHog did not look.',
      nullable: true,
      resolve: (profile) => profile.libs_on_any_event ?? null,
    }),
    libsOnAnyEventTruncated: t.exposeBoolean('libs_on_any_event_truncated', {
      description: 'True when there are more than `libsOnAnyEvent` tells.',
      nullable: true,
    }),
  }),
});
