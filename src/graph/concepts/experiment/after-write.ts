import type { GraphContext } from '../../context/context.ts';
import { experimentLoader, type ExperimentDetail } from './loader.ts';
import { toExperiment, type ExperimentNode } from './ref.ts';
import { flagLoader, type FullFlag } from '../feature-flag/loader.ts';
import type { PostHogKey } from '../../core/global-id.ts';
import { readOr } from '../../core/malformed.ts';

/**
 * The project ids one request may use for a project: the one in the request, and the project's
 * number.
 */
const aliases = (projectId: string, node: ExperimentNode) => new Set([projectId, node.projectId]);

/**
 * Updates the request's loaders after a write: later fields see the experiment PostHog answered and
 * read its flag again.
 */
export function afterExperimentWrite(
  context: GraphContext,
  projectId: string,
  detail: ExperimentDetail,
): ExperimentNode {
  const node = toExperiment(projectId, detail);
  // The write is done: what cannot be read of its answer fails the fields that show it.
  const flag = readOr(() => detail.feature_flag?.id, undefined);
  for (const project of aliases(projectId, node)) {
    experimentLoader(context).primeDetail(project, detail);
    if (flag !== undefined) flagLoader(context).clear({ projectId: project, posthogId: flag });
  }
  return node;
}

/** Evicts an experiment that a write may have changed from the request's loader. */
export function forgetExperiment(context: GraphContext, key: PostHogKey): void {
  experimentLoader(context).forget(key);
}

/** Updates the request's loaders with the flag that a write answered. */
export function afterFlagWrite(context: GraphContext, projectId: string, flag: FullFlag): void {
  const key = { projectId, posthogId: flag.id };
  flagLoader(context).clear(key).prime(key, flag);
  for (const posthogId of flag.experiment_set) {
    experimentLoader(context).forget({ projectId, posthogId });
  }
}

/** Evicts every experiment and flag: the write may have changed any of them. */
export function forgetExperimentsAndFlags(context: GraphContext): void {
  experimentLoader(context).forgetAll();
  flagLoader(context).clearAll();
}
