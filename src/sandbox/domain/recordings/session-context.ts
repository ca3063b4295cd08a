import type { JsonObject } from '../../model/entities.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { measuredMetrics } from '../series/measured-metrics.ts';
import { wireTime } from '../../model/time.ts';
import { hitReader, metricName, wireHits } from './metric-hits.ts';
import { exposureOf, findRecording } from './recording.ts';
import type { Recording } from './recording.ts';

/**
 * The experiments a recorded session was exposed to, with its events for their metrics; null for an unknown session.
 */
export function sessionContext(request: ProjectRequest, sessionId: string): JsonObject | null {
  const { project, now } = request;
  const recording = findRecording(project, sessionId, now);
  return recording ? { session_id: sessionId, results: contextItems(request, recording) } : null;
}

function contextItems({ store, project }: ProjectRequest, recording: Recording): JsonObject[] {
  return store.experiments.by('project', project.id).flatMap((experiment) => {
    const exposure = experiment.deleted ? null : exposureOf(store, experiment, recording);
    if (!exposure) return [];
    const metrics = measuredMetrics(store, experiment).flatMap((metric) => {
      const hits = hitReader(store, experiment, metric)(recording, exposure);
      return hits.length > 0 ? [wireHits(metric.uuid, metricName(store, metric), hits)] : [];
    });
    return [
      {
        experiment_id: experiment.id,
        experiment_name: experiment.name,
        flag_key: store.flags.get(experiment.feature_flag)?.key ?? '',
        variant: exposure.variant,
        variants_seen: exposure.variantsSeen,
        multiple_variants: exposure.variantsSeen.length > 1,
        first_exposure_timestamp: wireTime(exposure.at),
        experiment_start_date: experiment.start_date,
        experiment_end_date: experiment.end_date,
        metrics_in_session: metrics,
      },
    ];
  });
}
