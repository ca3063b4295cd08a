import DataLoader from 'dataloader';
import type { GraphContext } from '../context.ts';
import { localId, type PostHogKey } from '../global-id.ts';
import { orNull } from '../or-null.ts';
import { perRequest } from '../per-request.ts';
import type { Wire } from '../wire.ts';

export type SavedMetricRow = Wire['ExperimentSavedMetric'];

/**
 * Shared metrics by key, each read at most once per request; null where there is none. PostHog takes
 * no list of ids, but its list rows are whole: when several of a project are wanted at once, the first
 * hundred are listed in one call, and only those it lacks are read one by one.
 */
export const savedMetricLoader = perRequest(
  (context) =>
    new DataLoader<PostHogKey, SavedMetricRow | null, string>(
      async (keys) => {
        const listed = await listProjects(context, keys);
        return Promise.all(
          keys.map(async (key) => listed.get(localId(key)) ?? retrieve(context, key)),
        );
      },
      { cacheKeyFn: localId },
    ),
);

function retrieve(context: GraphContext, { projectId, posthogId }: PostHogKey) {
  return orNull(
    context.posthog.call('experiment_saved_metrics_retrieve', {
      path: { project_id: projectId, id: posthogId },
    }),
  );
}

async function listProjects(context: GraphContext, keys: readonly PostHogKey[]) {
  const listed = new Map<string, SavedMetricRow>();
  const projects = Map.groupBy(keys, ({ projectId }) => projectId);
  await Promise.all(
    Array.from(projects, async ([projectId, wanted]) => {
      if (wanted.length < 2) return;
      // A list that fails leaves each key to its own call, which says why it failed.
      const page = await orNull(
        context.posthog.pages(
          'experiment_saved_metrics_list',
          { path: { project_id: projectId } },
          { limit: 100 },
        ),
      );
      if (page === null || page instanceof Error) return;
      for (const row of page.results) listed.set(localId({ projectId, posthogId: row.id }), row);
    }),
  );
  return listed;
}
