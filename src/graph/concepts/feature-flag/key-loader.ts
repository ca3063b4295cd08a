import { primeRows } from '../../core/loading/prime-rows.ts';
import { readOr } from '../../core/malformed.ts';
import DataLoader from 'dataloader';
import { MalformedError, UnsupportedError } from '../../../posthog/errors/errors.ts';
import type { PostHogClient } from '../../../posthog/types.ts';
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
    one: ({ key }) => notFoundAsNull(findFlagByKey(posthog, projectId, key)),
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

/** Rows that are read at most on a server that cannot look a flag up by its key. */
const MAX_ROWS = 1_000;

/**
 * The flag with exactly this key, or null. 1 upstream call. Servers before September 2026 ignore `key` and return every
 * flag that contains the text, so that further calls follow there if more than 100 do.
 * @throws UnsupportedError where such a server has more than 1,000 of them and none of these is the flag
 */
export async function findFlagByKey(
  posthog: PostHogClient,
  projectId: string,
  key: string,
): Promise<FullFlag | null> {
  const path = { project_id: projectId };
  const query = { key, search: key };
  const find = ({ results }: { readonly results: readonly FullFlag[] }) =>
    results.find((flag) => readOr(() => flag.key === key, false));
  const first = await posthog.pages('feature_flags_list', { path, query }, { limit: 100 });
  const found = find(first);
  const count = first.count instanceof MalformedError ? Infinity : first.count;
  if (found || first.results.length >= count) return found ?? null;
  const rest = { offset: first.results.length, limit: MAX_ROWS - first.results.length };
  const more = find(await posthog.pages('feature_flags_list', { path, query }, rest));
  if (!more && count > MAX_ROWS) {
    throw new UnsupportedError({
      operation: 'feature_flags_list',
      message: `This PostHog server cannot look a flag up by its key, and more than ${MAX_ROWS} flags contain "${key}".`,
    });
  }
  return more ?? null;
}
