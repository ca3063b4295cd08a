import { readOr } from '../../../core/malformed.ts';
import { isDeepStrictEqual } from 'node:util';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import { localId } from '../../../core/global-id.ts';
import type { MetricNode } from '../../metric/node.ts';
import type { Comparison } from '../result/comparison.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { loadSeries, type TimeseriesRow } from '../timeseries/loader.ts';
import { pointsOf, type PointNode } from '../timeseries/points.ts';
import { changesBetween, type Change } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';
import { loadWatchedMetric, type MetricKey } from './watched-metric.ts';

/** The daily series of a metric as of one check; null before the launch. */
export interface SeriesState {
  readonly metric: MetricNode;
  readonly row: TimeseriesRow | null;
  readonly points: readonly PointNode[];
}

/**
 * The daily series of one metric. 1 upstream call per check, plus 1 for the metric when the cached
 * one is older than a minute.
 */
export function timeseriesTopic(key: MetricKey): Topic<SeriesState> {
  const { projectId, posthogId } = key.experiment;
  return {
    name: `timeseries ${localId(key.experiment)} ${key.uuid}`,
    projectId,
    // New days are added once a day, so only a recalculation justifies frequent checks.
    rhythm: { steadyMs: 30_000, quietMs: 300_000 },
    showsState: true,
    async read(context, before) {
      const metric = await loadWatchedMetric(key, context, before === undefined);
      const row = await loadSeries(context, metric);
      const points = row ? pointsOf(row, interpretationOf(metric), { from: null, to: null }) : [];
      return { metric, row, points };
    },
    tags: ({ metric }) => tagsOfExperiment(posthogId, projectId, metric.use?.experiment.row),
    isMoving: ({ row }) =>
      row?.recalculation_status === 'pending' || row?.recalculation_status === 'in_progress',
    isOver: () => false,
    changes: changesOfSeries,
  };
}

function changesOfSeries(before: SeriesState, now: SeriesState): readonly Change[] {
  return [
    ...changesBetween(reportedFields(before), reportedFields(now)),
    ...changedPoints(before, now).map(({ was, is, date }) => ({
      field: `points.${date}`,
      before: summary(was),
      after: summary(is),
    })),
  ];
}

function reportedFields({ metric, row }: SeriesState): Record<string, unknown> {
  return {
    fingerprint: readOr(() => metric.metric.fingerprint, null),
    status: readOr(() => row?.status.toUpperCase(), null),
    recalculation: readOr(() => row?.recalculation_status?.toUpperCase(), null),
    computedAt: readOr(() => row?.computed_at, null),
  };
}

interface ChangedPoint {
  readonly date: string;
  readonly was: PointNode | undefined;
  readonly is: PointNode | undefined;
}

/** The days whose result or error differs, oldest first. */
export function changedPoints(before: SeriesState, now: SeriesState): ChangedPoint[] {
  const earlier = new Map(before.points.map((point) => [point.date, point]));
  const later = new Map(now.points.map((point) => [point.date, point]));
  return Array.from(new Set([...earlier.keys(), ...later.keys()]))
    .toSorted()
    .map((date) => ({ date, was: earlier.get(date), is: later.get(date) }))
    .filter(({ was, is }) => !isDeepStrictEqual(summary(was), summary(is)));
}

/** A short summary of a day's result; null while the day has none. */
function summary(point: PointNode | undefined): Record<string, unknown> | null {
  if (!point) return null;
  const { comparison, error } = point;
  if (error !== null) return { error };
  return comparison && readOr(() => armsOf(comparison), null);
}

function armsOf({ baseline, variants }: Comparison): Record<string, unknown> {
  return Object.fromEntries([
    ...(baseline ? [[baseline.key, { samples: baseline.samples, mean: baseline.mean }]] : []),
    ...variants.map(({ key, samples, mean, delta, significant }) => [
      key,
      { samples, mean, delta, significant },
    ]),
  ]);
}
