import type { Experiment } from '../entities.ts';
import { experimentMetrics, isLegacyMetric } from '../experiment/metrics.ts';
import type { ExperimentMetric } from '../experiment/metrics.ts';
import type { Store } from '../store.ts';

export type MeasuredMetric = ExperimentMetric;

/** The metrics that the current engine computes: all but those of the retired one. */
export const measuredMetrics = (store: Store, experiment: Experiment): MeasuredMetric[] =>
  experimentMetrics(store, experiment).filter(({ metric }) => !isLegacyMetric(metric));
