import type { GraphContext } from '../../context/context.ts';
import { deletedMeanwhile } from '../../core/deleted-meanwhile.ts';
import { experimentLoader, type ExperimentRow } from './loader.ts';
import type { ExperimentNode } from './ref.ts';

/**
 * Field option: selecting this field reads the experiment's detail, unless the row already has the
 * property.
 */
export const needsDetail = { upstream: { detail: true } } as const;

/** A row that is known to carry the property. */
export type WithProperty<Property extends keyof ExperimentRow> = ExperimentRow & {
  [P in Property]-?: Exclude<ExperimentRow[P], undefined>;
};

function carries<P extends keyof ExperimentRow>(
  row: ExperimentRow,
  property: P,
): row is WithProperty<P> {
  return row[property] !== undefined;
}

/**
 * Returns the row itself if it has the property, else the detail. Lists of newer servers omit the
 * metrics and settings, those of older servers include them; callers need not tell the two apart.
 * Null when the detail lacks the property too, because the server is older than the property.
 */
export async function withDetail<P extends keyof ExperimentRow>(
  { projectId, row }: ExperimentNode,
  context: GraphContext,
  property: P,
): Promise<WithProperty<P> | null> {
  if (carries(row, property)) return row;
  const detail: ExperimentRow | null = await experimentLoader(context).detail({
    projectId,
    posthogId: row.id,
  });
  if (!detail) throw deletedMeanwhile('experiment');
  return carries(detail, property) ? detail : null;
}
