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
      'Recordings of exposed sessions by what happened in them. 1 upstream call; newer servers only; needs the scope `session_recording:read`.',
    nullable: true,
    args: {
      bucket: t.arg({
        type: SessionBucketKind.ref,
        description: 'What must have happened in them.',
        required: true,
      }),
      metricUuids: t.arg.stringList({
        description: 'Uuids of the metrics to look at; all of them when left out.',
      }),
      variant: t.arg.string({
        description: 'Key of the variant seen; any when left out.',
      }),
      limit: t.arg.int({
        description: `How many recordings at most, 1 to ${MAX_SESSIONS}; PostHog decides when left out.`,
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
      'Groups of recordings worth watching: what people of one variant did more or less often than others. 1 upstream call, a slow one; newer servers only; needs the scope `session_recording:read`.',
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
      'Whether recordings can be narrowed to sessions that saw the experiment. 1 upstream call; newer servers only.',
    nullable: true,
    extensions: oneCall('experiments_in_session_exposure_retrieve'),
    resolve: ({ projectId, row }, _args, context) =>
      context.posthog.call('experiments_in_session_exposure_retrieve', {
        path: { project_id: projectId, id: row.id },
      }),
  }),
}));
