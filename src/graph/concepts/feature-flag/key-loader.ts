import { primeRows } from '../../core/loading/prime-rows.ts';
import { readOr } from '../../core/malformed.ts';
import DataLoader from 'dataloader';
import type { GraphContext } from '../../context/context.ts';
import { notFoundAsNull } from '../../core/loading/not-found-as-null.ts';
import { perRequest } from '../../context/per-request.ts';
import { perProject } from '../../core/loading/by-project.ts';
import { findRows } from '../../core/loading/find-rows.ts';
import { flagLoader, type FullFlag } from './loader.ts';

interface KeyOfFlag {
  readonly projectId: string;
  readonly key: string;
}

const byKeyLoader = perRequest(
  (context) =>
    new DataLoader<KeyOfFlag, FullFlag | null, string>(
      (wanted) => perProject(wanted, (project, keys) => findInProject(context, project, keys)),
      { cacheKeyFn: ({ projectId, key }) => `${projectId}:${key}` },
    ),
);

async function findInProject(
  context: GraphContext,
  projectId: string,
  wanted: readonly KeyOfFlag[],
): Promise<(FullFlag | null | Error)[]> {
  const path = { project_id: projectId };
  const { posthog } = context;
  const rows = await findRows<KeyOfFlag, FullFlag>(wanted, {
    nameOf: ({ key }) => key,
    nameOfRow: ({ key }) => key,
    lists: [(window) => posthog.pages('feature_flags_list', { path }, window)],
    // PostHog has no lookup by key. Its search matches parts of keys and names, so the exact match
    // is selected here.
    one: ({ key }) =>
      notFoundAsNull(
        posthog
          .allPages('feature_flags_list', { path, query: { search: key } })
          .then(
            ({ results }) => results.find((flag) => readOr(() => flag.key === key, false)) ?? null,
          ),
      ),
  });
  const found = rows.flatMap((row) => (row === null || row instanceof Error ? [] : [row]));
  primeRows(flagLoader(context), projectId, found);
  return rows;
}

/**
 * The flag with exactly this key, or null. Several keys of one request are looked up together: one
 * call per page of flags, or one per key where that is cheaper.
 */
export function flagByKey(
  context: GraphContext,
  projectId: string,
  key: string,
): Promise<FullFlag | null> {
  return byKeyLoader(context).load({ projectId, key });
}
