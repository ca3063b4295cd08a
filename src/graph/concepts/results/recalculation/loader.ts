import { UnsupportedError } from '../../../../posthog/errors/errors.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
import { notFoundAsNull } from '../../../core/loading/not-found-as-null.ts';
import { singleLoader } from '../../../core/loading/single-loader.ts';
import type { Wire } from '../../../core/wire.ts';

export type LatestRun = Wire['ExperimentMetricsRecalculationLatest'];
export type MetricsRunRow =
  Wire['ExperimentMetricsRecalculationJob'] | Wire['ExperimentMetricsRecalculationRun'] | LatestRun;

interface RunKey {
  readonly experiment: PostHogKey;
  readonly uuid: string;
}

/** One run by its uuid; null where none exists. */
export const metricsRunLoader = singleLoader(
  ({ experiment, uuid }: RunKey) => `${localId(experiment)}:${uuid}`,
  ({ posthog }, { experiment, uuid }) =>
    notFoundAsNull(
      posthog.call('experiments_metrics_recalculation_retrieve', {
        path: {
          project_id: experiment.projectId,
          id: experiment.posthogId,
          recalculation_id: uuid,
        },
      }),
    ),
);

/**
 * The newest results of all metrics of an experiment; `unsupported` where the server predates such
 * runs.
 */
export type LatestRunAnswer = LatestRun | 'unsupported' | null;

/**
 * The newest finished run of an experiment, read once for all of its metrics. Null where nothing
 * was ever computed.
 */
export const latestRunLoader = singleLoader<PostHogKey, LatestRunAnswer>(
  localId,
  async ({ posthog }, { projectId, posthogId }) => {
    const answer = await notFoundAsNull(
      posthog.call('experiments_metrics_recalculation_latest_retrieve', {
        path: { project_id: projectId, id: posthogId },
      }),
    );
    return answer instanceof UnsupportedError ? 'unsupported' : answer;
  },
);
