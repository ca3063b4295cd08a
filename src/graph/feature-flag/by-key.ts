import DataLoader from 'dataloader';
import type { GraphContext } from '../context.ts';
import { perRequest } from '../per-request.ts';
import { flagLoader, type FullFlag } from './loader.ts';

interface KeyOfFlag {
  readonly projectId: string;
  readonly key: string;
}

/** PostHog has no lookup by key: its search matches parts of keys and names, so the exact row is picked here. */
const byKeyLoader = perRequest(
  (context) =>
    new DataLoader<KeyOfFlag, FullFlag | null, string>(
      (wanted) => Promise.all(wanted.map((one) => search(context, one).catch(asError))),
      { cacheKeyFn: ({ projectId, key }) => `${projectId}:${key}` },
    ),
);

async function search(context: GraphContext, { projectId, key }: KeyOfFlag) {
  const page = await context.posthog.allPages('feature_flags_list', {
    path: { project_id: projectId },
    query: { search: key },
  });
  const row = page.results.find((flag) => flag.key === key) ?? null;
  if (row) flagLoader(context).prime({ projectId, posthogId: row.id }, row);
  return row;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The flag with exactly this key, or null. 1 upstream call per 100 flags that match the key in part. */
export function flagByKey(
  context: GraphContext,
  projectId: string,
  key: string,
): Promise<FullFlag | null> {
  return byKeyLoader(context).load({ projectId, key });
}
