import type { ActivityEntry, JsonObject } from '../model/entities.ts';
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
      const { id, feature_flag: flag } = findExperiment(request);
      const items = [`Experiment/${id}`, ...(flag === null ? [] : [`FeatureFlag/${flag}`])];
      return { status: 200, body: activityPage(request, items) };
    },
  }),
];

/**
 * A page of the activity log of items (`Experiment/7`), newest first. The log uses page numbers, unlike
 * every other list.
 */
export function activityPage(request: ProjectRequest, items: readonly string[]): JsonObject {
  const { store, query, url } = request;
  const entries = items
    .flatMap((item) => store.activity.by('item', item))
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
  client: null,
});
