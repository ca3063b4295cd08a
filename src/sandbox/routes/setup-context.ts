import type { JsonObject } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute } from '../model/route.ts';
import { candidateMetric, targetSurface } from '../domain/setup/candidates.ts';
import type { Candidate } from '../domain/setup/candidates.ts';
import { previousExperiments } from '../domain/setup/previous-experiments.ts';
import { sdkProfile, teamDefaults } from '../domain/setup/sections.ts';
import { sharedMetrics } from '../domain/setup/shared-metrics.ts';
import {
  bodyObject,
  integer,
  listOf,
  nullable,
  objectField,
  optional,
  text,
} from '../validation/fields.ts';
import type { Field } from '../validation/fields.ts';

const MOST_FILTERS = 10;
const MOST_ROWS = 25;
const DEFAULT_ROWS = 10;

export const setupContextRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_setup_context_create',
    method: 'POST',
    path: '/api/projects/{project_id}/experiments/setup_context/',
    scopes: ['experiment:read', 'experiment_saved_metric:read', 'query:read'],
    handler: (request) => ({ status: 200, body: setupContext(request) }),
  }),
];

/** Facts for planning an experiment, in sections; sections that were not requested are skipped. */
function setupContext(request: ProjectRequest): JsonObject {
  const { project, now } = request;
  const body = bodyObject(request.body);
  const candidate = readCandidate(body);
  const experiments = optional(body, 'previous_experiments_limit', rows) ?? DEFAULT_ROWS;
  const shared = optional(body, 'shared_metrics_limit', rows) ?? DEFAULT_ROWS;
  return {
    team_defaults: section(teamDefaults(request)),
    sdk_profile: section(sdkProfile(request)),
    target_surface: section(targetSurface(project, candidate, now)),
    candidate_metric: section(candidateMetric(project, candidate, now)),
    previous_experiments: section(previousExperiments(request, experiments)),
    shared_metrics: section(sharedMetrics(request, candidate.metricEvent, shared)),
  };
}

const section = (data: JsonObject | null): JsonObject => ({
  status: data === null ? 'skipped' : 'ok',
  data,
});

const eventName = nullable(text({ max: 400 }));

const filters: Field<JsonObject[] | null> = nullable((value, attr) => {
  const list = listOf(objectField)(value, attr);
  if (list.length <= MOST_FILTERS) return list;
  throw invalid(`Ensure this field has no more than ${MOST_FILTERS} elements.`, attr, 'max_length');
});

const rows: Field<number> = (value, attr) => {
  const number = integer(value, attr);
  if (number < 1) {
    throw invalid('Ensure this value is greater than or equal to 1.', attr, 'min_value');
  }
  if (number > MOST_ROWS) {
    throw invalid(`Ensure this value is less than or equal to ${MOST_ROWS}.`, attr, 'max_value');
  }
  return number;
};

function readCandidate(body: JsonObject): Candidate {
  const candidate: Candidate = {
    targetEvent: optional(body, 'target_event', eventName) ?? null,
    targetUrl: optional(body, 'target_url_contains', nullable(text())) ?? null,
    targetProperties: optional(body, 'target_properties', filters) ?? [],
    metricEvent: optional(body, 'metric_event', eventName) ?? null,
    metricProperties: optional(body, 'metric_properties', filters) ?? [],
  };
  if (candidate.targetUrl !== null && candidate.targetEvent !== '$pageview') {
    throw invalid('Only supported with target_event $pageview.', 'target_url_contains');
  }
  if (candidate.metricEvent !== null && candidate.metricEvent === candidate.targetEvent) {
    throw invalid('The metric event must differ from the target event.', 'metric_event');
  }
  return candidate;
}
