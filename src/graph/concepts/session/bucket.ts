import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { InSessionExposureRef, SessionBucketRef } from './ref.ts';

const SessionBucketMetricRef = builder
  .objectRef<Wire['ExperimentBucketMetric']>('SessionBucketMetric')
  .implement({
    description: 'A metric that recordings were searched for.',
    fields: (t) => ({
      metricUuid: t.exposeString('metric_uuid', { description: 'UUID of the metric.' }),
      metricName: t.exposeString('metric_name', { description: 'Name of the metric.' }),
    }),
  });

const SessionBucketExcludedMetricRef = builder
  .objectRef<Wire['ExperimentExcludedBucketMetric']>('SessionBucketExcludedMetric')
  .implement({
    description: 'A metric that recordings could not be searched for.',
    fields: (t) => ({
      metricUuid: t.exposeString('metric_uuid', { description: 'UUID of the metric.' }),
      metricName: t.exposeString('metric_name', { description: 'Name of the metric.' }),
      reason: t.exposeString('reason', { description: 'The reason, as PostHog words it.' }),
    }),
  });

builder.objectType(SessionBucketRef, {
  description: 'Recordings of exposed sessions in which the same thing happened.',
  fields: (t) => ({
    sessionIds: t.exposeStringList('session_ids', {
      description: 'IDs of the recordings, newest first, at most 100.',
    }),
    truncated: t.exposeBoolean('truncated', {
      description: 'Whether there are more recordings than were returned.',
    }),
    consideredMetrics: t.field({
      type: [SessionBucketMetricRef],
      description: 'The metrics that were searched for.',
      resolve: (bucket) => bucket.considered_metrics,
    }),
    excludedMetrics: t.field({
      type: [SessionBucketExcludedMetricRef],
      description: 'The metrics that could not be searched for.',
      resolve: (bucket) => bucket.excluded_metrics,
    }),
    dateFrom: t.field({
      type: 'DateTime',
      description: 'Start of the period searched.',
      resolve: (bucket) => bucket.date_from,
    }),
    dateTo: t.field({
      type: 'DateTime',
      description: 'End of the period searched.',
      resolve: (bucket) => bucket.date_to,
    }),
    filterTestAccounts: t.exposeBoolean('filter_test_accounts', {
      description: 'Whether internal and test accounts were excluded.',
    }),
    usedExposureFallback: t.exposeBoolean('used_exposure_fallback', {
      description:
        'Whether exposure was determined from the variant on other events, because exposure events carry no session ID.',
    }),
  }),
});

builder.objectType(InSessionExposureRef, {
  description: 'Whether recordings can be filtered to sessions that were exposed to an experiment.',
  fields: (t) => ({
    available: t.exposeBoolean('available', { description: 'Whether recordings can be filtered.' }),
    unavailableReason: t.exposeString('unavailable_reason', {
      description: 'Why they cannot, as PostHog words it. Null if they can.',
      nullable: true,
    }),
    usesStampedFallback: t.exposeBoolean('uses_stamped_fallback', {
      description:
        'Whether the filter uses the variant on other events instead of exposure events.',
    }),
  }),
});
