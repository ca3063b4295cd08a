import type { GraphContext } from '../../../context/context.ts';
import { experimentLoader } from '../../experiment/loader.ts';
import { toExperiment, type ExperimentNode } from '../../experiment/ref.ts';
import type { MetricNode } from '../../metric/node.ts';
import { findMetric } from '../../metric/ref.ts';
import type { FieldUpstream } from '../../../planner/field-cost.ts';

/** The properties by which a recalculation identifies its experiment. */
export interface RunPlace {
  readonly projectId: string;
  readonly experimentId: number;
}

/** Field option of the experiment of a run of type `run`: free below an experiment, otherwise read once for each run. */
export const experimentOfRunCall = (run: string) => ({
  upstream: {
    brings: (_args, asked) => (asked.isBelow('Experiment') ? undefined : 'detail'),
    calls: (_args, asked) =>
      asked.isBelow('Experiment') ? [] : [{ operation: 'experiments_retrieve', once: run }],
  } satisfies FieldUpstream,
});

/** Field option of what is found in the detail of that experiment. */
export const metricOfRunCall = (run: string) => ({
  upstream: {
    calls: (_args, asked) => [
      {
        operation: 'experiments_retrieve',
        once: asked.isBelow('Experiment') ? 'Experiment' : run,
      },
    ],
  } satisfies FieldUpstream,
});

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
