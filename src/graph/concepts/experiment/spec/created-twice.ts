import type { GraphContext } from '../../../context/context.ts';
import type { ExperimentRow } from '../loader.ts';
import { currentRowsFor, existingOf } from './existing.ts';
import type { Plan } from './plan.ts';

/**
 * True where an experiment that a plan would create is there by now: PostHog accepts any number of experiments with
 * one flag and name. 1 upstream call, as the last one before the creation.
 */
export async function wasCreatedMeanwhile(
  context: GraphContext,
  { action, projectId, flag, spec }: Plan,
): Promise<boolean> {
  if (action !== 'create') return false;
  const current = await currentRowsFor(context, projectId, flag, spec);
  return existingOf({ current, archived: [] }, spec) !== null;
}

/**
 * The experiment that was created with the flag and the name of another before that one. Of several that are created
 * at the same time only the first has none, so that one of them can go on. 1 upstream call.
 */
export async function createdBefore(
  context: GraphContext,
  projectId: string,
  { id, name, feature_flag: flag }: Pick<ExperimentRow, 'id' | 'name' | 'feature_flag'>,
): Promise<ExperimentRow | null> {
  const rows = await currentRowsFor(context, projectId, flag, { name });
  const before = rows.filter((row) => row.name === name && row.id < id);
  return before.find((row) => row.feature_flag?.id === flag?.id) ?? null;
}
