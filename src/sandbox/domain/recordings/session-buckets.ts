import type { Experiment, JsonObject } from '../../model/entities.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { measuredMetrics } from '../series/measured-metrics.ts';
import type { MeasuredMetric } from '../series/measured-metrics.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import { hitReader, isRecorded, metricName, hitSourcesOf } from './metric-hits.ts';
import type { SourceHit } from './metric-hits.ts';
import {
  exposedSessions,
  exposureWindow,
  filtersTestAccounts,
  usesStampedFallback,
} from './exposed-sessions.ts';

export type Bucket = 'fired_any' | 'no_metric_activity' | 'funnel_dropoff';

/** The parameters of POST session_buckets; without metric uuids all metrics are used. */
export interface BucketQuestion {
  bucket: Bucket;
  metricUuids: string[] | undefined;
  variant: string | null | undefined;
  limit: number;
}

/** Groups exposed sessions by their events, newest first. @throws ApiError 400 for a draft */
export function sessionBuckets(
  request: ProjectRequest,
  experiment: Experiment,
  { bucket, metricUuids, variant, limit }: BucketQuestion,
): JsonObject {
  const { store, now } = request;
  const window = exposureWindow(experiment, now);
  const asked = measuredMetrics(store, experiment).filter(
    ({ uuid }) =>
      metricUuids === undefined || metricUuids.length === 0 || metricUuids.includes(uuid),
  );
  const excluded = asked.filter((metric) => reasonAgainst(metric, bucket) !== null);
  const considered = asked.filter((metric) => !excluded.includes(metric));
  const readers = considered.map((metric) => ({
    steps: hitSourcesOf(metric.metric).length,
    read: hitReader(store, experiment, metric),
  }));
  const found = exposedSessions(request, experiment, window)
    .filter(({ exposure }) => variant == null || exposure.variant === variant)
    .filter(({ recording, exposure }) =>
      belongs(
        bucket,
        readers.map(({ steps, read }) => ({ steps, hits: read(recording, exposure) })),
      ),
    );
  return {
    session_ids: found.slice(0, limit).map(({ recording }) => recording.id),
    truncated: found.length > limit,
    considered_metrics: considered.map((metric) => named(store, metric)),
    excluded_metrics: excluded.map((metric) => ({
      ...named(store, metric),
      reason: reasonAgainst(metric, bucket),
    })),
    date_from: wireTime(window.from),
    date_to: wireTime(window.to),
    filter_test_accounts: filtersTestAccounts(experiment),
    used_exposure_fallback: usesStampedFallback(experiment),
  };
}

const named = (store: Store, metric: MeasuredMetric): JsonObject => ({
  metric_uuid: metric.uuid,
  metric_name: metricName(store, metric),
});

function reasonAgainst(metric: MeasuredMetric, bucket: Bucket): string | null {
  if (!isRecorded(metric)) return 'data_warehouse_source';
  if (bucket !== 'funnel_dropoff') return null;
  if (metric.metric['metric_type'] !== 'funnel') return 'not_a_funnel';
  return hitSourcesOf(metric.metric).length < 2 ? 'single_step_funnel' : null;
}

function belongs(bucket: Bucket, metrics: { steps: number; hits: SourceHit[] }[]): boolean {
  switch (bucket) {
    case 'fired_any':
      return metrics.some(({ hits }) => hits.length > 0);
    case 'no_metric_activity':
      return metrics.every(({ hits }) => hits.length === 0);
    default:
      return metrics.some(({ steps, hits }) => hits.length > 0 && hits.length < steps);
  }
}
