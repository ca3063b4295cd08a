import type { Experiment, JsonObject } from '../model/entities.ts';
import { invalid, notFound, permissionDeniedError, requiredError } from '../model/errors.ts';
import { findExperiment } from '../domain/experiment/lookup.ts';
import { eventDeltas } from '../domain/recordings/event-deltas.ts';
import { usesStampedFallback } from '../domain/recordings/exposed-sessions.ts';
import { sessionBuckets } from '../domain/recordings/session-buckets.ts';
import type { BucketQuestion } from '../domain/recordings/session-buckets.ts';
import { sessionContext } from '../domain/recordings/session-context.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute } from '../model/route.ts';
import type { Store } from '../model/store.ts';
import {
  bodyObject,
  choice,
  integer,
  listOf,
  need,
  nullable,
  optional,
  text,
} from '../validation/fields.ts';

const BASE = '/api/projects/{project_id}/experiments/';
const READS_RECORDINGS = ['experiment:read', 'session_recording:read'];
const MOST_SESSIONS = 20;
const MOST_BUCKET_SESSIONS = 100;

export const sessionRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_session_context_retrieve',
    limit: { name: 'session_context', minute: 240, hour: 1_200, per: 'key' },
    method: 'GET',
    path: `${BASE}session_context/`,
    scopes: READS_RECORDINGS,
    handler(request) {
      if (request.caller.user.replay_access === false) {
        throw permissionDeniedError(
          'Reading session experiment context requires session replay access.',
        );
      }
      const id = request.query.get('session_id');
      if (!id) throw requiredError('session_id');
      const context = sessionContext(request, id);
      if (!context) throw notFound('Recording not found');
      return { status: 200, body: context };
    },
  }),
  defineRoute({
    operation: 'experiments_session_contexts_create',
    limit: { name: 'session_contexts', minute: 60, hour: 600, per: 'project' },
    method: 'POST',
    path: `${BASE}session_contexts/`,
    scopes: READS_RECORDINGS,
    handler(request) {
      const contexts = readSessionIds(request).map((id) => sessionContext(request, id));
      return { status: 200, body: { results: contexts.filter((context) => context !== null) } };
    },
  }),
  defineRoute({
    operation: 'experiments_session_buckets_create',
    limit: { name: 'session_buckets', minute: 20, hour: 200, per: 'project' },
    method: 'POST',
    path: `${BASE}{id}/session_buckets/`,
    scopes: READS_RECORDINGS,
    handler(request) {
      const experiment = findExperiment(request);
      const question = readQuestion(bodyObject(request.body));
      return { status: 200, body: sessionBuckets(request, experiment, question) };
    },
  }),
  defineRoute({
    operation: 'experiments_session_event_deltas_create',
    limit: { name: 'session_event_deltas', minute: 10, hour: 100, per: 'project' },
    method: 'POST',
    path: `${BASE}{id}/session_event_deltas/`,
    scopes: READS_RECORDINGS,
    handler: (request) => ({ status: 200, body: eventDeltas(request, findExperiment(request)) }),
  }),
  defineRoute({
    operation: 'experiments_in_session_exposure_retrieve',
    method: 'GET',
    path: `${BASE}{id}/in_session_exposure/`,
    scopes: ['experiment:read'],
    handler: (request) => ({
      status: 200,
      body: inSessionExposure(request.store, findExperiment(request)),
    }),
  }),
];

function readSessionIds(request: ProjectRequest): string[] {
  const ids = need(bodyObject(request.body), 'session_ids', listOf(text()));
  if (ids.length === 0) throw invalid('This list may not be empty.', 'session_ids', 'empty');
  if (ids.length > MOST_SESSIONS) {
    throw invalid(
      `Ensure this field has no more than ${MOST_SESSIONS} elements.`,
      'session_ids',
      'max_length',
    );
  }
  return ids;
}

function readQuestion(body: JsonObject): BucketQuestion {
  const bucket = need(body, 'bucket', choice('fired_any', 'no_metric_activity', 'funnel_dropoff'));
  const limit = optional(body, 'limit', integer) ?? MOST_BUCKET_SESSIONS;
  if (limit > MOST_BUCKET_SESSIONS) {
    throw invalid(
      `Ensure this value is less than or equal to ${MOST_BUCKET_SESSIONS}.`,
      'limit',
      'max_value',
    );
  }
  if (limit < 1) {
    throw invalid('Ensure this value is greater than or equal to 1.', 'limit', 'min_value');
  }
  return {
    bucket,
    limit,
    metricUuids: optional(body, 'metric_uuids', listOf(text())),
    variant: optional(body, 'variant', nullable(text({ blank: true }))) || null,
  };
}

/** Whether recordings can be filtered to sessions exposed to an experiment, and by which event. */
function inSessionExposure(store: Store, experiment: Experiment): JsonObject {
  const reason = unavailableReason(store, experiment);
  return {
    available: reason === null,
    unavailable_reason: reason,
    uses_stamped_fallback: reason === null && usesStampedFallback(experiment),
  };
}

function unavailableReason(store: Store, experiment: Experiment): string | null {
  const flag = store.flags.get(experiment.feature_flag);
  if (!flag) return 'no_feature_flag';
  if (experiment.start_date === null) return 'not_launched';
  // A flag that is evaluated on a server leaves no event in the session.
  return flag.evaluation_runtime === 'server' ? 'server_side_exposure' : null;
}
