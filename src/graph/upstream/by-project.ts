import { localId, type PostHogKey } from '../global-id.ts';
import { findRows, type RowSource } from './find-rows.ts';

/** How rows of one project are found; the rest follows from their numbers. */
export type ProjectRows<Row> = Pick<RowSource<PostHogKey, Row>, 'lists' | 'one'>;

/**
 * The batch function of a loader over numbered objects: keys are grouped by project, and each
 * project's rows are found by list or one by one, whichever takes fewer calls.
 */
export async function findByProject<Row extends { readonly id: number }>(
  keys: readonly PostHogKey[],
  rowsOf: (projectId: string) => ProjectRows<Row>,
): Promise<(Row | null | Error)[]> {
  const found = new Map<string, Row | null | Error>();
  const projects = Map.groupBy(keys, ({ projectId }) => projectId);
  await Promise.all(
    Array.from(projects, async ([projectId, wanted]) => {
      const rows = await findRows(wanted, {
        ...rowsOf(projectId),
        nameOf: localId,
        nameOfRow: ({ id }) => localId({ projectId, posthogId: id }),
      });
      wanted.forEach((key, index) => found.set(localId(key), rows[index]!));
    }),
  );
  return keys.map((key) => found.get(localId(key)) ?? null);
}
