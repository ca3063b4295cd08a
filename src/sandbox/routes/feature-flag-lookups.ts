import { activityItem } from '../model/activity-item.ts';
import type { FeatureFlag, FlagVariant, JsonObject } from '../model/entities.ts';
import { flagVariantsOf } from '../domain/flag/config.ts';
import { tagList } from '../domain/experiment/list-filters.ts';
import { isStale, listFlags } from '../domain/flag/list.ts';
import { objectOr, objectsOf } from '../model/json.ts';
import { defineRoute } from '../model/route.ts';
import type { SandboxRoute } from '../model/route.ts';
import { minimalFlag } from '../wire/flag.ts';
import { activityPage } from './activity.ts';
import { findFlag } from './feature-flags.ts';
import { createHash } from 'node:crypto';

const BASE = '/api/projects/{project_id}/feature_flags/';

/** A person's bucket between 0 and 1 for a flag: PostHog hashes key and id with SHA-1. */
function bucket(key: string, distinctId: string, salt: string): number {
  const hash = createHash('sha1').update(`${key}.${distinctId}${salt}`).digest('hex').slice(0, 15);
  return Number.parseInt(hash, 16) / 2 ** 60;
}

/** The value of a flag for a person: a variant, true, or false. */
function evaluate(flag: FeatureFlag, distinctId: string): string | boolean {
  if (!flag.active) return false;
  const reached = flag.filters.groups.some(
    (group) =>
      (group.properties ?? []).length === 0 &&
      bucket(flag.key, distinctId, '') <= (group.rollout_percentage ?? 100) / 100,
  );
  if (!reached) return false;
  const variants = flagVariantsOf(flag);
  return variants.length === 0
    ? true
    : variantAt(variants, bucket(flag.key, distinctId, 'variant'));
}

function variantAt(variants: readonly FlagVariant[], at: number): string | boolean {
  let upTo = 0;
  for (const variant of variants) {
    upTo += variant.rollout_percentage / 100;
    if (at < upTo) return variant.key;
  }
  return true;
}

/** Whether a flag's conditions depend on another flag. */
const dependsOn = (flag: FeatureFlag, id: number): boolean =>
  flag.filters.groups.some((group) =>
    objectsOf(group.properties).some(
      (property) => property['type'] === 'flag' && String(property['key']) === String(id),
    ),
  );

/** A flag's status, with the rollout that newest servers add. */
function status(flag: FeatureFlag, now: Date): JsonObject {
  return { ...plainStatus(flag, now), reason_states_rollout: false, rollout: rollout(flag) };
}

function rollout({ filters }: FeatureFlag): JsonObject {
  const { groups, multivariate } = filters;
  const shares = groups.map((group) => group.rollout_percentage ?? 100);
  const isTargeted = groups.some((group) => (group.properties ?? []).length > 0);
  return {
    effectively_full_rollout: groups.some(
      (group) => (group.properties ?? []).length === 0 && (group.rollout_percentage ?? 100) === 100,
    ),
    has_targeting_conditions: isTargeted,
    max_rollout_percentage: shares.length > 0 ? Math.max(...shares) : null,
    is_multivariate: (multivariate?.variants ?? []).length > 0,
  };
}

function plainStatus(flag: FeatureFlag, now: Date): JsonObject {
  if (flag.deleted) return { status: 'deleted', reason: 'Flag has been deleted' };
  if (flag.archived) return { status: 'archived', reason: 'Flag is archived' };
  if (isStale(flag, now)) {
    return { status: 'stale', reason: 'Flag has not been evaluated in the last 30 days' };
  }
  return flag.active
    ? { status: 'active', reason: 'Flag is not fully rolled out and may still be active' }
    : { status: 'inactive', reason: 'Flag is disabled' };
}

/** Whether `flag_keys`, repeated or as one JSON list, contains a flag; without the parameter all flags are asked for. */
function isAsked({ key }: FeatureFlag, query: URLSearchParams): boolean {
  const keys = query.getAll('flag_keys');
  if (keys.length === 0) return true;
  return keys.flatMap((text) => (text.startsWith('[') ? tagList(text) : [text])).includes(key);
}

export const featureFlagLookupRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'feature_flags_activity_retrieve',
    method: 'GET',
    path: `${BASE}{id}/activity/`,
    scopes: ['activity_log:read'],
    handler: (request) => ({
      status: 200,
      body: activityPage(request, [
        activityItem('FeatureFlag', findFlag(request, { includeDeleted: true }).id),
      ]),
    }),
  }),
  defineRoute({
    operation: 'feature_flags_dependent_flags_list',
    method: 'GET',
    path: `${BASE}{id}/dependent_flags/`,
    scopes: ['feature_flag:read'],
    handler(request) {
      const { id } = findFlag(request);
      const flags = request.store.flags
        .by('project', request.project.id)
        .filter((flag) => !flag.deleted && dependsOn(flag, id))
        .map((flag) => ({ id: flag.id, key: flag.key, name: flag.name }));
      return { status: 200, body: flags };
    },
  }),
  defineRoute({
    operation: 'feature_flags_status_retrieve',
    method: 'GET',
    path: `${BASE}{id}/status/`,
    scopes: ['feature_flag:read'],
    handler: (request) => ({
      status: 200,
      body: status(findFlag(request, { includeDeleted: true }), request.now),
    }),
  }),
  defineRoute({
    operation: 'feature_flags_bulk_keys_create',
    method: 'POST',
    path: `${BASE}bulk_keys/`,
    // PostHog declares no scope here, so personal keys are refused; the sandbox has no session authentication.
    scopes: null,
    handler({ store, project, body }) {
      const ids = objectOr(body)['ids'];
      const flags = (Array.isArray(ids) ? ids : []).map((id) => store.flags.get(Number(id)));
      const known = flags.filter((flag) => flag?.project === project.id && !flag.deleted);
      return {
        status: 200,
        body: { keys: Object.fromEntries(known.map((flag) => [String(flag?.id), flag?.key])) },
      };
    },
  }),
  defineRoute({
    operation: 'feature_flags_matching_ids_retrieve',
    method: 'GET',
    path: `${BASE}matching_ids/`,
    scopes: ['feature_flag:read'],
    handler(request) {
      const ids = listFlags(request).map(({ id }) => id);
      return { status: 200, body: { ids, total: ids.length } };
    },
  }),
  defineRoute({
    operation: 'feature_flags_my_flags_retrieve',
    method: 'GET',
    path: `${BASE}my_flags/`,
    scopes: ['feature_flag:read'],
    handler: ({ store, project, caller, query, profile }) => ({
      status: 200,
      body: store.flags
        .by('project', project.id)
        .filter((flag) => !flag.deleted)
        // Servers before autumn 2026 ignore the parameter.
        .filter((flag) => profile.control_required || isAsked(flag, query))
        .map((flag) => ({
          feature_flag: minimalFlag(flag),
          value: evaluate(flag, caller.user.distinct_id),
        })),
    }),
  }),
];
