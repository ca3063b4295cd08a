import { builder } from '../builder.ts';
import type { Wire } from '../wire.ts';
import { SetupSharedMetricsRef } from './ref.ts';

const SetupSharedMetricRef = builder
  .objectRef<Wire['SetupSharedMetricUsage']>('SetupSharedMetric')
  .implement({
    description: 'A shared metric and how it has been used.',
    fields: (t) => ({
      posthogId: t.exposeInt('id', {
        description: "PostHog's number for the shared metric; `savedMetric` takes it.",
        nullable: true,
      }),
      name: t.exposeString('name', { description: 'Its name.', nullable: true }),
      metricType: t.exposeString('metric_type', {
        description: 'Its kind: `mean`, `funnel`, `ratio` or `retention`; null for older kinds.',
        nullable: true,
      }),
      events: t.field({
        type: ['String'],
        description: 'Names of the events it uses.',
        resolve: ({ events }) => events ?? [],
      }),
      actionIds: t.field({
        type: ['Int'],
        description: "PostHog's numbers of the actions it uses.",
        resolve: (metric) => metric.action_ids ?? [],
      }),
      usedAsPrimary: t.exposeInt('used_as_primary', {
        description: 'How many experiments have it as a primary metric.',
        nullable: true,
      }),
      usedAsSecondary: t.exposeInt('used_as_secondary', {
        description: 'How many experiments have it as a secondary metric.',
        nullable: true,
      }),
      lastUsedAt: t.field({
        type: 'DateTime',
        description: 'When it was last put on an experiment; null when it never was.',
        nullable: true,
        resolve: (metric) => metric.last_used_at ?? null,
      }),
      matchesMetricEvent: t.exposeBoolean('matches_metric_event', {
        description: 'True when it uses the event that was asked for; null when none was.',
        nullable: true,
      }),
      metricEventRoles: t.field({
        type: ['String'],
        description:
          "What the event that was asked for is to it, in PostHog's words; null when none was.",
        nullable: true,
        resolve: (metric) => metric.metric_event_roles ?? null,
      }),
    }),
  });

builder.objectType(SetupSharedMetricsRef, {
  description: 'Shared metrics an experiment could use.',
  fields: (t) => ({
    metricEvent: t.exposeString('metric_event', {
      description: 'The event that was asked for; null when none was.',
      nullable: true,
    }),
    metricEventMatchTruncated: t.exposeBoolean('metric_event_match_truncated', {
      description: 'True when more metrics use that event than `metrics` tells.',
      nullable: true,
    }),
    metrics: t.field({
      type: [SetupSharedMetricRef],
      description: 'The metrics; those that use the event come first.',
      resolve: ({ metrics }) => metrics ?? [],
    }),
  }),
});
