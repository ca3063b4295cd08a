import type { JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isObject } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { checkActions } from '../../validation/metric-references.ts';
import { isSameMetric, metricProblem } from '../../validation/metrics.ts';

const TYPES = ['mean', 'funnel', 'ratio', 'retention'];

/**
 * The definition of a shared metric as it will be stored, without a uuid of its own
 * (docs/posthog/saved-metrics.md#rules).
 * @param stored the present definition: sent back unchanged it is accepted, and its deleted actions may stay
 * @throws ApiError 400
 */
export function readQuery(request: ProjectRequest, sent: unknown, stored?: JsonObject): JsonObject {
  if (!isObject(sent) || Object.keys(sent).length === 0) {
    throw invalid('Query is required to create a saved metric', 'query');
  }
  const query = withUuidOf(sent, stored);
  if (stored && isSameMetric(query, stored)) return stored;
  if (query['kind'] !== 'ExperimentMetric') {
    throw invalid("Invalid metric: metric kind must be 'ExperimentMetric'", 'query');
  }
  const { metric_type: type } = query;
  if (type == null || type === '') {
    throw invalid('ExperimentMetric requires a metric_type', 'query');
  }
  if (!TYPES.some((known) => known === type)) {
    throw invalid(
      "ExperimentMetric metric_type must be 'mean', 'funnel', 'ratio', or 'retention'",
      'query',
    );
  }
  const problem = metricProblem(query);
  if (problem !== null) throw invalid(`Invalid metric: ${problem}`, 'query');
  checkActions(request, [query], stored);
  return query;
}

/** Series are stored under the uuid, so that the server assigns it and it never changes. */
function withUuidOf(sent: JsonObject, stored: JsonObject | undefined): JsonObject {
  const { uuid, ...rest } = sent;
  if (!stored) return rest;
  if (uuid != null && uuid !== stored['uuid']) {
    throw invalid('Saved metric UUID cannot be changed', 'query');
  }
  return 'uuid' in stored ? { ...rest, uuid: stored['uuid'] } : rest;
}
