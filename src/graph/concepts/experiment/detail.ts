import type { GraphContext } from '../../context/context.ts';
import { deletedMeanwhile } from '../../core/deleted-meanwhile.ts';
import { experimentLoader, type ExperimentRow } from './loader.ts';
import type { ExperimentNode } from './ref.ts';

/** Field option: selecting this field reads the experiment's detail, unless the row has it already. */
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
 * The row itself where it carries the property, else the detail. Newer servers' lists leave the
 * metrics and settings out, older ones send them; the caller need not know which it is.
 * Null where even the detail lacks the property, because the server is older than it.
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
