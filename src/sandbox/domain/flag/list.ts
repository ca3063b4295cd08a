import type { FeatureFlag } from '../../model/entities.ts';
import { tagList } from '../experiment/list-filters.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { flagVariantsOf } from './config.ts';
import { isEligible } from './eligible.ts';
import { DAY_MS } from '../../model/zone.ts';

const STALE_AFTER_MS = 30 * DAY_MS;

type Predicate = (flag: FeatureFlag) => boolean;

/** Flags of a project that match the list's filters, newest first; deleted ones are omitted, unknown values ignored. */
export function listFlags(request: ProjectRequest): FeatureFlag[] {
  const { store, project, query } = request;
  const predicates = [
    byActive(request, query.get('active')),
    byArchived(query.get('archived')),
    byCreator(query.get('created_by_id')),
    byRuntime(query.get('evaluation_runtime')),
    byContexts(query.get('has_evaluation_contexts')),
    bySearch(query.get('search')),
    byTags(tagList(query.get('tags')), true),
    byTags(tagList(query.get('excluded_tags')), false),
    byKeys(tagList(query.get('excluded_properties'))),
    byType(request, query.get('type')),
    ...narrowing(request),
  ].filter((predicate) => predicate !== null);
  const flags = store.flags
    .by('project', project.id)
    .filter((flag) => !flag.deleted && predicates.every((predicate) => predicate(flag)))
    .toReversed();
  return ordered(flags, query.get('order'));
}

/** Parameters that servers before autumn 2026 do not know, and therefore ignore. */
const narrowing = ({ profile, query }: ProjectRequest): (Predicate | null)[] =>
  profile.control_required
    ? []
    : [
        byKey(query.get('key')),
        query.get('eligible_for_experiment') === 'true' ? isEligible : null,
      ];

function byKey(key: string | null): Predicate | null {
  if (!key) return null;
  const wanted = key.toLowerCase();
  return (flag) => flag.key.toLowerCase() === wanted;
}

/** Sorts newest-first flags by another field; PostHog does not check it, so that clients must. */
function ordered(flags: FeatureFlag[], order: string | null): FeatureFlag[] {
  const field = order?.replace(/^-/, '');
  if (field !== 'created_at' && field !== 'key' && field !== 'name') return flags;
  const sorted = flags.toSorted(
    (one, other) => one[field].localeCompare(other[field], 'en') || one.id - other.id,
  );
  return order?.startsWith('-') ? sorted.toReversed() : sorted;
}

/** True for an active flag that was not called (or, if it never was, not changed) for a month. */
export function isStale(flag: FeatureFlag, now: Date): boolean {
  const last = Date.parse(flag.last_called_at ?? flag.updated_at ?? flag.created_at);
  return flag.active && now.getTime() - last > STALE_AFTER_MS;
}

function byActive({ now }: ProjectRequest, value: string | null): Predicate | null {
  switch (value?.toLowerCase()) {
    case 'true':
      return (flag) => flag.active;
    case 'false':
      return (flag) => !flag.active;
    case 'stale':
      return (flag) => isStale(flag, now);
    default:
      return null;
  }
}

const byArchived = (value: string | null): Predicate => {
  const archived = value?.toLowerCase() === 'true';
  return (flag) => flag.archived === archived;
};

function byCreator(value: string | null): Predicate | null {
  if (!value) return null;
  const ids = new Set([...value.matchAll(/\d+/g)].map(([id]) => Number(id)));
  return (flag) => flag.created_by !== null && ids.has(flag.created_by);
}

/** The filter's value `both` corresponds to the flag's `all`. */
function byRuntime(value: string | null): Predicate | null {
  if (!value) return null;
  const runtime = value === 'both' ? 'all' : value;
  return (flag) => flag.evaluation_runtime === runtime;
}

function byContexts(value: string | null): Predicate | null {
  if (value === null) return null;
  const wanted = value.toLowerCase() === 'true';
  return (flag) => flag.evaluation_contexts.length > 0 === wanted;
}

function bySearch(value: string | null): Predicate | null {
  if (!value) return null;
  const needle = value.toLowerCase();
  return (flag) =>
    flag.key.toLowerCase().includes(needle) || flag.name.toLowerCase().includes(needle);
}

const byTags = (tags: readonly string[], wanted: boolean): Predicate | null =>
  tags.length === 0 ? null : (flag) => flag.tags.some((tag) => tags.includes(tag)) === wanted;

const byKeys = (keys: readonly string[]): Predicate | null =>
  keys.length === 0 ? null : (flag) => !keys.includes(flag.key);

function byType({ store }: ProjectRequest, value: string | null): Predicate | null {
  switch (value) {
    case 'boolean':
      return (flag) => flagVariantsOf(flag).length === 0 && !flag.is_remote_configuration;
    case 'multivariant':
      return (flag) => flagVariantsOf(flag).length > 0;
    case 'experiment':
      return (flag) => store.experiments.by('flag', flag.id).some((row) => !row.deleted);
    case 'remote_config':
      return (flag) => flag.is_remote_configuration;
    default:
      return null;
  }
}
