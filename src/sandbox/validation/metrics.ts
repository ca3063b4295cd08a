import type { JsonObject } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { isLegacyMetric } from '../model/metrics.ts';
import { isObject } from '../model/json.ts';
import type { Field } from './fields.ts';
import { pydanticErrors } from './issues.ts';
import { METRIC } from './metric-schema.ts';

const SUMMABLE_MATH = new Set<unknown>([undefined, null, 'total', 'sum']);

/** A list of metrics; null counts as empty (docs/posthog/metrics.md#validation). */
export const metricList: Field<JsonObject[]> = (value, attr) => {
  if (value === null) return [];
  if (!Array.isArray(value)) throw invalid('Metrics must be a list', attr);
  return value.map((metric: unknown, index) => checkMetric(metric, index, attr));
};

function checkMetric(metric: unknown, index: number, attr: string): JsonObject {
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
  const problem = metricProblem(metric);
  if (problem !== null) throw refuse(problem);
  return metric;
}

/** The reason why a metric of the current engine cannot be computed; null when it can. */
export function metricProblem(metric: JsonObject): string | null {
  const parsed = METRIC.safeParse(metric);
  if (!parsed.success) return pydanticErrors(parsed.error.issues);
  const { data } = parsed;
  if (data.metric_type === 'funnel' && data.series.length === 0) {
    return 'funnel metrics require at least one step. The experiment exposure event is added as the initial step automatically.';
  }
  if (data.metric_type === 'mean' && data.threshold != null) {
    if (!SUMMABLE_MATH.has(data.source.math)) {
      return 'a threshold is only supported for sum or count (total) math types.';
    }
    if (data.threshold <= 0) return 'threshold must be greater than 0.';
  }
  return null;
}
