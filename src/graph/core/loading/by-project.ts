import { localId, type PostHogKey } from '../global-id.ts';
import { findRows, type RowSource } from './find-rows.ts';

type Found<Row> = Row | null | Error;

/**
 * Batch function of a loader whose keys name a project: the keys of each project are read together.
 */
export function perProject<Key extends { readonly projectId: string }, Row>(
  keys: readonly Key[],
  read: (projectId: string, keys: readonly Key[]) => Promise<readonly Found<Row>[]>,
): Promise<readonly Found<Row>[]> {
  const [only] = keys;
  return only && keys.length === 1 ? read(only.projectId, keys) : eachProject(keys, read);
}

async function eachProject<Key extends { readonly projectId: string }, Row>(
  keys: readonly Key[],
  read: (projectId: string, keys: readonly Key[]) => Promise<readonly Found<Row>[]>,
): Promise<readonly Found<Row>[]> {
  const found = new Map<Key, Found<Row>>();
  const projects = Map.groupBy(keys, ({ projectId }) => projectId);
  await Promise.all(
    Array.from(projects, async ([projectId, wanted]) => {
      const rows = await read(projectId, wanted);
      wanted.forEach((key, index) => found.set(key, rows[index]!));
    }),
  );
  return keys.map((key) => found.get(key) ?? null);
}

/** How to find rows of one project; their names are derived from their numbers. */
export type ProjectRows<Row> = Pick<RowSource<PostHogKey, Row>, 'lists' | 'one'>;

/**
 * The batch function of a loader of numbered objects: each project's rows are read by list or one
 * by one, whichever takes fewer calls.
 */
export function findByProject<Row extends { readonly id: number }>(
  keys: readonly PostHogKey[],
  rowsOf: (projectId: string) => ProjectRows<Row>,
): Promise<readonly Found<Row>[]> {
  return perProject(keys, (projectId, wanted) =>
    findRows<PostHogKey, Row>(wanted, {
      ...rowsOf(projectId),
      nameOf: localId,
      nameOfRow: ({ id }) => localId({ projectId, posthogId: id }),
    }),
  );
}
