import type { GraphContext } from '../context.ts';
import { flagByKey } from '../feature-flag/by-key.ts';
import { experimentLoader, type ExperimentRow } from './loader.ts';

/**
 * The experiment that a flag's key means: the one that runs, else the newest that is not archived.
 * PostHog lists by the flag's number only, so this takes 2 upstream calls: the flag, then the list.
 */
export async function experimentByFlagKey(
  context: GraphContext,
  projectId: string,
  flagKey: string,
): Promise<ExperimentRow | null> {
  const flag = await flagByKey(context, projectId, flagKey);
  if (!flag) return null;
  const { results } = await context.posthog.pages('experiments_list', {
    path: { project_id: projectId },
    query: { feature_flag_id: flag.id, order: '-created_at' },
  });
  for (const row of results) experimentLoader(context).primeRow(projectId, row);
  return (
    results.find((row) => row.start_date != null && row.end_date == null) ?? results[0] ?? null
  );
}
