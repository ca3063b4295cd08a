import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { inputError } from '../../core/input-error.ts';
import { SessionBucketKind } from './inputs.ts';
import { InSessionExposureRef, SessionBucketRef, SessionEventDeltasRef } from './ref.ts';
import { oneCall } from '../../planner/field-cost.ts';

const MAX_SESSIONS = 100;

builder.objectFields(ExperimentRef, (t) => ({
  sessionBucket: t.field({
    type: SessionBucketRef,
    description:
      'Recordings of exposed sessions, by what happened in them. Costs 1 upstream call. Newer servers only. Requires the scope `session_recording:read`.',
    nullable: true,
    args: {
      bucket: t.arg({
        type: SessionBucketKind.ref,
        description: 'What must have happened in the recordings.',
        required: true,
      }),
      metricUuids: t.arg.stringList({
        description: 'UUIDs of the metrics to consider. All if omitted.',
      }),
      variant: t.arg.string({
        description: 'Key of the variant seen. Any if omitted.',
      }),
      limit: t.arg.int({
        description: `Maximum number of recordings, from 1 to ${MAX_SESSIONS}. PostHog's default if omitted.`,
      }),
    },
    extensions: oneCall('experiments_session_buckets_create'),
    resolve: ({ projectId, row }, { bucket, metricUuids, variant, limit }, context) => {
      if (limit != null && (limit < 1 || limit > MAX_SESSIONS)) {
        throw inputError(`\`limit\` must be from 1 to ${MAX_SESSIONS}, not ${limit}.`, 'limit');
      }
      return context.posthog.call('experiments_session_buckets_create', {
        path: { project_id: projectId, id: row.id },
        body: {
          bucket,
          metric_uuids: metricUuids ?? undefined,
          variant: variant ?? undefined,
          limit: limit ?? undefined,
        },
      });
    },
  }),
  sessionEventDeltas: t.field({
    type: SessionEventDeltasRef,
    description:
      'Groups of recordings worth watching: behaviour that is more or less frequent in one variant than in the others. Costs 1 upstream call, a slow one. Newer servers only. Requires the scope `session_recording:read`.',
    nullable: true,
    extensions: oneCall('experiments_session_event_deltas_create'),
    resolve: ({ projectId, row }, _args, context) =>
      context.posthog.call('experiments_session_event_deltas_create', {
        path: { project_id: projectId, id: row.id },
      }),
  }),
  inSessionExposure: t.field({
    type: InSessionExposureRef,
    description:
      'Whether recordings can be filtered to sessions that were exposed to the experiment. Costs 1 upstream call. Newer servers only.',
    nullable: true,
    extensions: oneCall('experiments_in_session_exposure_retrieve'),
    resolve: ({ projectId, row }, _args, context) =>
      context.posthog.call('experiments_in_session_exposure_retrieve', {
        path: { project_id: projectId, id: row.id },
      }),
  }),
}));
