import type { GraphContext } from '../../context/context.ts';
import { deletedMeanwhile } from '../../core/deleted-meanwhile.ts';
import { flagLoader, type FlagRow, type FullFlag } from './loader.ts';
import type { FeatureFlagNode } from './ref.ts';

/** True for the full form, recognized by a property that only it is required to have. */
function isWhole(row: FlagRow): row is FullFlag {
  return 'experiment_set' in row;
}

/**
 * The row itself if it is the full flag, else the flag from its own endpoint: 1 upstream call. Null
 * when the row says that the flag was deleted and PostHog no longer returns it.
 */
export async function flagWithDetail(
  { projectId, row }: FeatureFlagNode,
  context: GraphContext,
): Promise<FullFlag | null> {
  if (isWhole(row)) return row;
  const flag = await flagLoader(context).load({ projectId, posthogId: row.id });
  if (!flag && row.deleted !== true) throw deletedMeanwhile('feature flag');
  return flag;
}
