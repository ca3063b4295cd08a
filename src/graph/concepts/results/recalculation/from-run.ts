import type { GraphContext } from '../../../context/context.ts';
import { experimentLoader } from '../../experiment/loader.ts';
import { toExperiment, type ExperimentNode } from '../../experiment/ref.ts';
import type { MetricNode } from '../../metric/node.ts';
import { findMetric } from '../../metric/ref.ts';

/** The properties by which a recalculation identifies its experiment. */
export interface RunPlace {
  readonly projectId: string;
  readonly experimentId: number;
}

/** The experiment of a recalculation; no call when this request has already read it, else 1. */
export async function experimentOfRun(
  { projectId, experimentId }: RunPlace,
  context: GraphContext,
): Promise<ExperimentNode | null> {
  const row = await experimentLoader(context).load({ projectId, posthogId: experimentId }, false);
  return row && toExperiment(projectId, row);
}

/**
 * The metric of a recalculation, read with the experiment's detail; null when it has been removed
 * since.
 */
export async function metricOfRun(
  place: RunPlace,
  uuid: string,
  context: GraphContext,
): Promise<MetricNode | null> {
  const experiment = await experimentOfRun(place, context);
  return experiment && findMetric(experiment, context, uuid);
}
