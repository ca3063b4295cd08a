import type { GraphContext } from '../../context/context.ts';
import { experimentLoader, type ExperimentDetail } from './loader.ts';
import { toExperiment, type ExperimentNode } from './ref.ts';
import { flagLoader, type FullFlag } from '../feature-flag/loader.ts';
import type { PostHogKey } from '../../core/global-id.ts';

/** The names a project goes by in one request: as it was asked for, and by its number. */
const aliases = (projectId: string, node: ExperimentNode) => new Set([projectId, node.projectId]);

/**
 * Lets the rest of the request see what a write answered: the experiment as it is now, and the flag
 * as the next field reads it.
 */
export function afterExperimentWrite(
  context: GraphContext,
  projectId: string,
  detail: ExperimentDetail,
): ExperimentNode {
  const node = toExperiment(projectId, detail);
  for (const project of aliases(projectId, node)) {
    experimentLoader(context).primeDetail(project, detail);
    if (detail.feature_flag) {
      flagLoader(context).clear({ projectId: project, posthogId: detail.feature_flag.id });
    }
  }
  return node;
}

/** Forgets an experiment that a write may have changed. */
export function forgetExperiment(context: GraphContext, key: PostHogKey): void {
  experimentLoader(context).forget(key);
}

/** Lets the rest of the request see a flag as a write answered it. */
export function afterFlagWrite(context: GraphContext, projectId: string, flag: FullFlag): void {
  const key = { projectId, posthogId: flag.id };
  flagLoader(context).clear(key).prime(key, flag);
  for (const posthogId of flag.experiment_set) {
    experimentLoader(context).forget({ projectId, posthogId });
  }
}

/** Forgets every experiment and flag: the write may have reached any of them. */
export function forgetExperimentsAndFlags(context: GraphContext): void {
  experimentLoader(context).forgetAll();
  flagLoader(context).clearAll();
}
