import DataLoader from 'dataloader';
import { UnsupportedError } from '../../posthog/errors.ts';
import { localId, type PostHogKey } from '../global-id.ts';
import { orNull } from '../or-null.ts';
import { perRequest } from '../per-request.ts';
import type { Wire } from '../wire.ts';

export type LatestRun = Wire['ExperimentMetricsRecalculationLatest'];
export type MetricsRunRow =
  Wire['ExperimentMetricsRecalculationJob'] | Wire['ExperimentMetricsRecalculationRun'] | LatestRun;

interface RunKey {
  readonly experiment: PostHogKey;
  readonly uuid: string;
}

/** One run by its uuid, read at most once per request; null where there is none. */
export const metricsRunLoader = perRequest(
  (context) =>
    new DataLoader<RunKey, Wire['ExperimentMetricsRecalculationRun'] | null, string>(
      (keys) =>
        Promise.all(
          keys.map(({ experiment, uuid }) =>
            orNull(
              context.posthog.call('experiments_metrics_recalculation_retrieve', {
                path: {
                  project_id: experiment.projectId,
                  id: experiment.posthogId,
                  recalculation_id: uuid,
                },
              }),
            ),
          ),
        ),
      { cacheKeyFn: ({ experiment, uuid }) => `${localId(experiment)}:${uuid}` },
    ),
);

/** The newest results of all metrics of an experiment: `unsupported` where the server is older than them. */
export type LatestRunAnswer = LatestRun | 'unsupported' | null;

/**
 * The newest finished run of an experiment, read at most once per request however many of its metrics
 * ask. Null where nothing was ever computed.
 */
export const latestRunLoader = perRequest(
  (context) =>
    new DataLoader<PostHogKey, LatestRunAnswer, string>(
      (keys) =>
        Promise.all(
          keys.map(async ({ projectId, posthogId }) => {
            const answer = await orNull(
              context.posthog.call('experiments_metrics_recalculation_latest_retrieve', {
                path: { project_id: projectId, id: posthogId },
              }),
            );
            return answer instanceof UnsupportedError ? 'unsupported' : answer;
          }),
        ),
      { cacheKeyFn: localId },
    ),
);
