import { localId } from '../../../core/global-id.ts';
import type { GraphContext } from '../../../context/context.ts';
import type { MetricNode } from '../../metric/node.ts';
import { notFoundAsNull } from '../../../core/loading/not-found-as-null.ts';
import { singleLoader } from '../../../core/loading/single-loader.ts';
import type { Wire } from '../../../core/wire.ts';

export type TimeseriesRow = Wire['ExperimentTimeseriesResults'];

interface SeriesKey {
  readonly projectId: string;
  readonly experimentId: number;
  readonly uuid: string;
  readonly fingerprint: string;
}

/** Daily series by metric. PostHog returns one metric per call. */
const seriesLoader = singleLoader(
  ({ projectId, experimentId, uuid, fingerprint }: SeriesKey) =>
    [localId({ projectId, posthogId: experimentId }), uuid, fingerprint].join(':'),
  ({ posthog }, { projectId, experimentId, uuid, fingerprint }) =>
    notFoundAsNull(
      posthog.call('experiments_timeseries_results_retrieve', {
        path: { project_id: projectId, id: experimentId },
        query: { metric_uuid: uuid, fingerprint },
      }),
    ),
);

/**
 * The daily series of a metric. Null, without a call, where PostHog has none: for a definition, for
 * an experiment that is not launched (PostHog answers 400), and for a metric without uuid or
 * fingerprint.
 */
export async function loadSeries(
  context: GraphContext,
  { projectId, metric, use }: MetricNode,
): Promise<TimeseriesRow | null> {
  if (use?.experiment.row.start_date == null || !metric.uuid || !metric.fingerprint) return null;
  return seriesLoader(context).load({
    projectId,
    experimentId: use.experiment.row.id,
    uuid: metric.uuid,
    fingerprint: metric.fingerprint,
  });
}
