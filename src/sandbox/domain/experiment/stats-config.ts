import type { FlagVariant, JsonObject, Project } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { objectOr } from '../../model/json.ts';
import { pythonRepr } from '../../validation/python-repr.ts';

const METHODS = ['bayesian', 'frequentist'];

/** Checks that the method and the pinned baseline exist. @throws ApiError 400, attr null */
export function checkStatsConfig(
  config: JsonObject | null,
  variants: readonly FlagVariant[],
): void {
  const { method, baseline_variant_key: baseline } = config ?? {};
  if (method != null && !METHODS.some((known) => known === method)) {
    throw invalid(
      `Invalid stats method: '${typeof method === 'string' ? method : pythonRepr(method)}'. Must be one of: ${METHODS.join(', ')}`,
    );
  }
  const keys = variants.map(({ key }) => key);
  if (baseline != null && !keys.some((key) => key === baseline)) {
    throw invalid(
      `Invalid baseline_variant_key: ${pythonRepr(baseline)}. Must be one of: ${keys.join(', ')}`,
    );
  }
}

/**
 * A new experiment's settings: by default the project's method and confidence level, and the first variant
 * as baseline when there is no `control`
 * (docs/posthog/creating-experiments.md#required-fields-and-defaults).
 */
export function withStatsDefaults(
  config: JsonObject | null,
  project: Project,
  variants: readonly FlagVariant[],
): JsonObject {
  const result: JsonObject = { ...config };
  result['method'] ||= project.default_experiment_stats_method ?? 'bayesian';
  const level = project.default_experiment_confidence_level;
  if (level !== null) {
    const bayesian = objectOr(result['bayesian']);
    const frequentist = objectOr(result['frequentist']);
    if (bayesian['ci_level'] == null) result['bayesian'] = { ...bayesian, ci_level: level };
    if (frequentist['alpha'] == null) {
      result['frequentist'] = { ...frequentist, alpha: 1 - level };
    }
  }
  const [first] = variants;
  if (first && result['baseline_variant_key'] == null && !hasControl(variants)) {
    result['baseline_variant_key'] = first.key;
  }
  return result;
}

const hasControl = (variants: readonly FlagVariant[]): boolean =>
  variants.some(({ key }) => key === 'control');
