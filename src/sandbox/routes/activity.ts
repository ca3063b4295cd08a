import { activityItem } from '../model/activity-item.ts';
import { holdsScope } from '../model/auth.ts';
import type { ActivityEntry, Experiment, JsonObject } from '../model/entities.ts';
import { linkedMetrics } from '../model/metrics.ts';
import { findExperiment } from '../domain/experiment/lookup.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute } from '../model/route.ts';
import type { Store } from '../model/store.ts';
import { userBasic } from '../model/embedded-user.ts';

const DEFAULT_LIMIT = 10;

export const activityRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_activity_retrieve',
    method: 'GET',
    path: '/api/projects/{project_id}/experiments/{id}/activity/',
    scopes: ['activity_log:read'],
    handler(request) {
      const items = itemsOf(request, findExperiment(request));
      return { status: 200, body: activityPage(request, items) };
    },
  }),
];

/** The objects whose log is that of an experiment; its flag only for a caller who may see flags. */
function itemsOf({ store, caller }: ProjectRequest, experiment: Experiment): string[] {
  const { id, feature_flag: flag, holdout_id: holdout } = experiment;
  const seesFlag = flag !== null && holdsScope(caller.key, 'feature_flag:read');
  return [
    activityItem('Experiment', id),
    ...(seesFlag ? [activityItem('FeatureFlag', flag)] : []),
    ...(holdout === null ? [] : [activityItem('Experiment', holdout, 'holdout')]),
    ...linkedMetrics(store, experiment).map(({ saved }) =>
      activityItem('Experiment', saved.id, 'shared_metric'),
    ),
  ];
}

/**
 * A page of the activity log of items (`Experiment/7`), newest first. The log uses page numbers, unlike
 * every other list.
 */
export function activityPage(request: ProjectRequest, items: readonly string[]): JsonObject {
  const { store, query, url } = request;
  // Changes of the same millisecond are newest first too: PostHog's times have microseconds.
  const entries = items
    .flatMap((item) => [...store.activity.by('item', item)].toReversed())
    .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  const limit = positive(query.get('limit')) ?? DEFAULT_LIMIT;
  const page = positive(query.get('page')) ?? 1;
  const link = (to: number): string => {
    const target = new URL(url);
    target.searchParams.set('limit', String(limit));
    target.searchParams.set('page', String(to));
    return target.href;
  };
  const from = (page - 1) * limit;
  return {
    results: entries.slice(from, from + limit).map((entry) => wireEntry(store, entry)),
    next: from + limit < entries.length ? link(page + 1) : null,
    previous: page > 1 ? link(page - 1) : null,
    total_count: entries.length,
  };
}

/** Parses a page or limit; a value that is not a positive number is ignored. */
function positive(text: string | null): number | undefined {
  const value = /^\d+$/.test(text ?? '') ? Number(text) : 0;
  return value > 0 ? value : undefined;
}

const wireEntry = (store: Store, entry: ActivityEntry): JsonObject => ({
  id: entry.id,
  user: userBasic(store, entry.user),
  activity: entry.activity,
  scope: entry.scope,
  item_id: entry.item_id,
  detail: { merge: null, trigger: null, ...entry.detail },
  created_at: entry.created_at,
  is_system: entry.user === null,
  was_impersonated: false,
  client: entry.client ?? null,
});
