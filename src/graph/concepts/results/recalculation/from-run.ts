import type { GraphContext } from '../../../context/context.ts';
import { experimentLoader } from '../../experiment/loader.ts';
import { toExperiment, type ExperimentNode } from '../../experiment/ref.ts';
import type { MetricNode } from '../../metric/node.ts';
import { findMetric } from '../../metric/ref.ts';

/** What a recalculation names its experiment by. */
export interface RunPlace {
  readonly projectId: string;
  readonly experimentId: number;
}

/** The experiment a recalculation is about; free where this request has read it, else 1 call. */
export async function experimentOfRun(
  { projectId, experimentId }: RunPlace,
  context: GraphContext,
): Promise<ExperimentNode | null> {
  const row = await experimentLoader(context).load({ projectId, posthogId: experimentId }, false);
  return row && toExperiment(projectId, row);
}

/** The metric a recalculation is about, read with the experiment's detail; null where it was removed since. */
export async function metricOfRun(
  place: RunPlace,
  uuid: string,
  context: GraphContext,
): Promise<MetricNode | null> {
  const experiment = await experimentOfRun(place, context);
  return experiment && findMetric(experiment, context, uuid);
}
