import type { JsonObject } from '../model/entities.ts';
import { isObject, objectOr, objectsOf } from '../model/json.ts';

const SUMMABLE_MATH = new Set<unknown>([undefined, null, 'total', 'sum']);

type Rule = (metric: JsonObject) => string | null;

/** Rules that a schema cannot express, by type of metric (docs/posthog/metrics.md#validation). */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  mean: [threshold],
  funnel: [funnelSteps],
  retention: [exposureStart],
};

/** The first rule that a metric breaks, as a sentence; null when it breaks none. */
export function metricRuleProblem(metric: JsonObject): string | null {
  const rules = RULES[String(metric['metric_type'])] ?? [];
  for (const rule of [...rules, windowUnit]) {
    const problem = rule(metric);
    if (problem !== null) return problem;
  }
  return null;
}

function funnelSteps({ series }: JsonObject): string | null {
  if (Array.isArray(series) && series.length === 0) {
    return 'funnel metrics require at least one step. The experiment exposure event is added as the initial step automatically.';
  }
  const unjoined = objectsOf(series).findIndex(
    (step) => step['kind'] === 'ExperimentDataWarehouseNode' && !step['data_warehouse_join_key'],
  );
  return unjoined === -1
    ? null
    : `Step ${unjoined + 1}: data_warehouse_join_key is required for data warehouse steps.`;
}

function threshold(metric: JsonObject): string | null {
  const { threshold: value } = metric;
  if (typeof value !== 'number') return null;
  if (value <= 0) return 'threshold must be a positive number.';
  if (!SUMMABLE_MATH.has(objectOr(metric['source'])['math'])) {
    return 'a threshold is only supported for sum or count (total) math types.';
  }
  return metric['lower_bound_percentile'] != null || metric['upper_bound_percentile'] != null
    ? 'a threshold cannot be combined with outlier handling.'
    : null;
}

/** Whether a retention metric starts at the first exposure instead of at an event. */
export const startsAtExposure = ({ start_event: start }: JsonObject): boolean =>
  isObject(start) && start['kind'] === 'ExperimentExposureNode';

function exposureStart(metric: JsonObject): string | null {
  if (!startsAtExposure(metric)) return null;
  if (metric['conversion_window'] != null) {
    return "a conversion window cannot be combined with an experiment exposure start. Retention already anchors on each user's first exposure.";
  }
  return metric['start_handling'] === 'last_seen'
    ? "start_handling 'last_seen' cannot be combined with an experiment exposure start. Retention always anchors on each user's first exposure."
    : null;
}

/** A window without a unit used to be stored and was never applied. */
const windowUnit: Rule = (metric) =>
  metric['conversion_window'] != null && metric['conversion_window_unit'] == null
    ? 'conversion_window requires conversion_window_unit to be set.'
    : null;
