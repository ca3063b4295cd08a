import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { InSessionExposureRef, SessionBucketRef } from './ref.ts';

const SessionBucketMetricRef = builder
  .objectRef<Wire['ExperimentBucketMetric']>('SessionBucketMetric')
  .implement({
    description: 'A metric that recordings were looked through for.',
    fields: (t) => ({
      metricUuid: t.exposeString('metric_uuid', { description: 'Uuid of the metric.' }),
      metricName: t.exposeString('metric_name', { description: 'Name of the metric.' }),
    }),
  });

const SessionBucketExcludedMetricRef = builder
  .objectRef<Wire['ExperimentExcludedBucketMetric']>('SessionBucketExcludedMetric')
  .implement({
    description: 'A metric that recordings cannot be looked through for.',
    fields: (t) => ({
      metricUuid: t.exposeString('metric_uuid', { description: 'Uuid of the metric.' }),
      metricName: t.exposeString('metric_name', { description: 'Name of the metric.' }),
      reason: t.exposeString('reason', { description: "Why not, in PostHog's words." }),
    }),
  });

builder.objectType(SessionBucketRef, {
  description: 'Recordings of exposed sessions in which the same thing happened.',
  fields: (t) => ({
    sessionIds: t.exposeStringList('session_ids', {
      description: 'Ids of the recordings, newest first, at most 100.',
    }),
    truncated: t.exposeBoolean('truncated', {
      description: 'True when there are more than were given.',
    }),
    consideredMetrics: t.field({
      type: [SessionBucketMetricRef],
      description: 'The metrics that were looked for.',
      resolve: (bucket) => bucket.considered_metrics,
    }),
    excludedMetrics: t.field({
      type: [SessionBucketExcludedMetricRef],
      description: 'The metrics that could not be looked for.',
      resolve: (bucket) => bucket.excluded_metrics,
    }),
    dateFrom: t.field({
      type: 'DateTime',
      description: 'Start of the time looked through.',
      resolve: (bucket) => bucket.date_from,
    }),
    dateTo: t.field({
      type: 'DateTime',
      description: 'End of the time looked through.',
      resolve: (bucket) => bucket.date_to,
    }),
    filterTestAccounts: t.exposeBoolean('filter_test_accounts', {
      description: 'True when internal and test accounts were left out.',
    }),
    usedExposureFallback: t.exposeBoolean('used_exposure_fallback', {
      description:
        'True when exposure was read from the variant stamped on events, because exposure events name no session.',
    }),
  }),
});

builder.objectType(InSessionExposureRef, {
  description: 'Whether recordings can be narrowed to sessions that saw an experiment.',
  fields: (t) => ({
    available: t.exposeBoolean('available', { description: 'True when they can.' }),
    unavailableReason: t.exposeString('unavailable_reason', {
      description: "Why they cannot, in PostHog's words; null when they can.",
      nullable: true,
    }),
    usesStampedFallback: t.exposeBoolean('uses_stamped_fallback', {
      description: 'True when that goes by the variant stamped on events, not by exposure events.',
    }),
  }),
});
