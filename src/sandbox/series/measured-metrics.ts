import type { Experiment, JsonObject } from '../entities.ts';
import { metricFingerprint } from '../fingerprint.ts';
import type { Store } from '../store.ts';

/** A metric of an experiment that the current engine computes, with the key of its series. */
export interface MeasuredMetric {
  uuid: string;
  fingerprint: string;
  role: 'primary' | 'secondary';
  definition: JsonObject;
}

/** Inline metrics, then shared ones; metrics of the retired engine are left out. */
export function measuredMetrics(store: Store, experiment: Experiment): MeasuredMetric[] {
  const shared = store.savedMetricLinks.by('experiment', experiment.id).map((link) => ({
    role: link.metadata['type'] === 'secondary' ? ('secondary' as const) : ('primary' as const),
    definition: linkedDefinition(
      experiment,
      store.savedMetrics.get(link.saved_metric)?.query ?? {},
    ),
  }));
  const inline = [
    ...experiment.metrics.map((definition) => ({ role: 'primary' as const, definition })),
    ...experiment.metrics_secondary.map((definition) => ({
      role: 'secondary' as const,
      definition,
    })),
  ];
  return [...inline, ...shared].flatMap(({ role, definition }) => {
    const { uuid, fingerprint, kind } = definition;
    return kind === 'ExperimentMetric' &&
      typeof uuid === 'string' &&
      typeof fingerprint === 'string'
      ? [{ uuid, fingerprint, role, definition }]
      : [];
  });
}

/** A shared metric has no fingerprint of its own: it is made for the experiment at read time (§2.2). */
function linkedDefinition(experiment: Experiment, query: JsonObject): JsonObject {
  return { ...query, fingerprint: fingerprintFor(experiment, query) };
}

/** Fingerprint of a metric under an experiment's present settings. */
export function fingerprintFor(experiment: Experiment, metric: JsonObject): string {
  const method = experiment.stats_config['method'];
  return metricFingerprint(metric, {
    start_date: experiment.start_date,
    stats_method: typeof method === 'string' ? method : null,
    exposure_criteria: experiment.exposure_criteria,
    only_count_matured_users: experiment.only_count_matured_users,
    excluded_variants: experiment.excluded_variants,
  });
}
