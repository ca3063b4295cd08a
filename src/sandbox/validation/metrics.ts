import type { JsonObject } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { isLegacyMetric } from '../model/metrics.ts';
import { isObject, sameJson } from '../model/json.ts';
import type { Field } from './fields.ts';
import { pydanticErrors } from './issues.ts';
import { metricRuleProblem } from './metric-rules.ts';
import { METRIC } from './metric-schema.ts';

/**
 * A list of metrics; null counts as empty (docs/posthog/metrics.md#validation).
 * @param stored the experiment's metrics: one that is sent back unchanged is accepted even if it breaks a newer rule
 */
export const metricList =
  (stored: readonly JsonObject[]): Field<JsonObject[]> =>
  (value, attr) => {
    if (value === null) return [];
    if (!Array.isArray(value)) throw invalid('Metrics must be a list', attr);
    return value.map((metric: unknown, index) => checkMetric(metric, index, { attr, stored }));
  };

function checkMetric(
  metric: unknown,
  index: number,
  { attr, stored }: { attr: string; stored: readonly JsonObject[] },
): JsonObject {
  const refuse = (why: string): Error => invalid(`Invalid metric at index ${index}: ${why}`, attr);
  if (!isObject(metric)) throw refuse('must be a dict');
  if (isLegacyMetric(metric)) {
    throw refuse(
      `legacy metric kind '${String(metric['kind'])}' is no longer supported for new experiments. Use 'ExperimentMetric' instead.`,
    );
  }
  if (metric['kind'] !== 'ExperimentMetric') {
    throw refuse("metric kind must be 'ExperimentMetric'");
  }
  if (stored.some((known) => isSameMetric(known, metric))) return metric;
  const problem = metricProblem(metric);
  if (problem !== null) throw refuse(problem);
  return metric;
}

/** Whether two definitions are the same, whatever the server calculated or refreshed in them. */
export const isSameMetric = (one: JsonObject, other: JsonObject): boolean =>
  sameJson(comparable(one), comparable(other));

/** A metric without its fingerprint and the names of its actions. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (!isObject(value)) return value;
  const { fingerprint: _fingerprint, ...rest } = value;
  if (rest['kind'] === 'ActionsNode') delete rest['name'];
  return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, comparable(item)]));
}

/** The reason why a metric of the current engine cannot be computed; null when it can. */
export function metricProblem(metric: JsonObject): string | null {
  const broken = metricRuleProblem(metric);
  if (broken !== null) return broken;
  const parsed = METRIC.safeParse(metric);
  return parsed.success ? null : pydanticErrors(parsed.error.issues);
}
