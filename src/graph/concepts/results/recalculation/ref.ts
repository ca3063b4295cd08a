import type { GraphContext } from '../../../context/context.ts';
import { failingAlone } from '../../../core/loading/not-found-as-null.ts';
import { builder } from '../../../core/builder.ts';
import { localId, parseLocalId, type PostHogKey } from '../../../core/global-id.ts';
import type { Wire } from '../../../core/wire.ts';
import { latestRunLoader, metricsRunLoader, type MetricsRunRow } from './loader.ts';
import type { Reading } from '../../../planner/readings.ts';

/**
 * A run that computes all metrics of an experiment. `row` is any of PostHog's three forms of a run:
 * the job that answers a request (without results), one run, or the newest run.
 */
export interface MetricsRecalculationNode {
  readonly projectId: string;
  readonly row: MetricsRunRow;
}

export const MetricsRecalculationRef =
  builder.objectRef<MetricsRecalculationNode>('MetricsRecalculation');

/** Stands in an id for the uuid of results that PostHog put together from the daily series. */
const FROM_SERIES = 'latest';

/** True for results from the daily series: PostHog invents their uuid, and does not find them by it. */
const isFromSeries = (row: MetricsRunRow) =>
  'result_source' in row && row.result_source === 'timeseries_fallback';

async function loadRun(context: GraphContext, experiment: PostHogKey, uuid: string) {
  if (uuid !== FROM_SERIES) return metricsRunLoader(context).load({ experiment, uuid });
  const row = await latestRunLoader(context).load(experiment);
  return row === null || row === 'unsupported' || !isFromSeries(row) ? null : row;
}

/** The run of the local part of an id; null where there is none. */
export async function loadRecalculation(
  id: string,
  context: GraphContext,
): Promise<MetricsRecalculationNode | null> {
  const at = id.lastIndexOf(':');
  const experiment = parseLocalId(id.slice(0, at));
  if (!experiment) return null;
  const row = await loadRun(context, experiment, id.slice(at + 1));
  return row && { projectId: experiment.projectId, row };
}

builder.node(MetricsRecalculationRef, {
  description:
    'A recalculation of the current results of all metrics of an experiment. Query it again with `node` to follow its progress.',
  extensions: {
    reading: { one: ['experiments_metrics_recalculation_retrieve'] } satisfies Reading,
  },
  id: {
    description: 'Globally unique ID, for `node`, caches and polling.',
    resolve: ({ projectId, row }) =>
      [
        localId({ projectId, posthogId: row.experiment_id }),
        isFromSeries(row) ? FROM_SERIES : row.id,
      ].join(':'),
  },
  loadWithoutCache: failingAlone(loadRecalculation),
});

/** The outcome of one metric in a run. */
export interface MetricRunNode {
  readonly projectId: string;
  readonly run: MetricsRunRow;
  readonly row: Wire['MetricRecalculationResult'];
}

export const MetricRunRef = builder.objectRef<MetricRunNode>('MetricRun');

/** PostHog's answer to a request to recompute the daily series of one metric. */
export interface TimeseriesRecalculationNode {
  readonly projectId: string;
  readonly row: Wire['RecalculateTimeseriesResponse'];
}

export const TimeseriesRecalculationRef =
  builder.objectRef<TimeseriesRecalculationNode>('TimeseriesRecalculation');
