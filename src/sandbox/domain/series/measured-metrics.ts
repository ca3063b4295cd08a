import type { Experiment } from '../../model/entities.ts';
import { experimentMetrics, isLegacyMetric } from '../../model/metrics.ts';
import type { ExperimentMetric } from '../../model/metrics.ts';
import type { Store } from '../../model/store.ts';

export type MeasuredMetric = ExperimentMetric;

/** The metrics that the current engine computes: all except legacy ones. */
export const measuredMetrics = (store: Store, experiment: Experiment): MeasuredMetric[] =>
  experimentMetrics(store, experiment).filter(({ metric }) => !isLegacyMetric(metric));
