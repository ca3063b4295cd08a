import type { Experiment, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isObject } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import type { Store } from '../../model/store.ts';
import { metricSources } from '../../model/action-names.ts';
import { linkedMetrics } from '../../model/metrics.ts';
import { reportedStatus, storedStatus } from './status.ts';

type Predicate = (experiment: Experiment) => boolean;

/**
 * The rows that match a list's query parameters (docs/posthog/experiments.md#list-filters-and-orders).
 * @throws ApiError 400 on a bad flag id
 */
export function filterExperiments(request: ProjectRequest): Experiment[] {
  const { store, query, project } = request;
  const predicates: (Predicate | null)[] = [
    byArchived(query.get('archived')),
    byStatus(store, query.get('status')),
    byCreator(query.get('created_by_id')),
    byFlag(query.get('feature_flag_id')),
    bySearch(query.get('search')),
    byPrompt(query.get('prompt_name')),
    byEvent(store, query.get('event')),
    byTags(query.get('tags'), true),
    byTags(query.get('excluded_tags'), false),
  ];
  const asked = predicates.filter((predicate) => predicate !== null);
  return store.experiments
    .by('project', project.id)
    .filter((row) => !row.deleted && asked.every((predicate) => predicate(row)));
}

const byArchived = (value: string | null): Predicate => {
  const archived = value?.toLowerCase() === 'true';
  return (row) => row.archived === archived;
};

function byStatus(store: Store, value: string | null): Predicate | null {
  const status = value?.toLowerCase() === 'complete' ? 'stopped' : value?.toLowerCase();
  switch (status) {
    case 'draft':
    case 'stopped':
      return (row) => storedStatus(row) === status;
    case 'running':
    case 'paused':
    case 'exposure_frozen':
      return (row) => reportedStatus(row, store.flags.get(row.feature_flag)) === status;
    default:
      return null;
  }
}

/** Accepts one id, `1,2`, or `[1,2]`. */
function byCreator(value: string | null): Predicate | null {
  if (!value) return null;
  const ids = new Set([...value.matchAll(/\d+/g)].map(([id]) => Number(id)));
  return (row) => row.created_by !== null && ids.has(row.created_by);
}

function byFlag(value: string | null): Predicate | null {
  if (!value) return null;
  if (!/^\s*[+-]?\d+\s*$/.test(value)) throw invalid('feature_flag_id must be an integer');
  const id = Number(value);
  return (row) => row.feature_flag === id;
}

export function bySearch(value: string | null): Predicate | null {
  if (!value) return null;
  const needle = value.toLowerCase();
  return (row) => row.name.toLowerCase().includes(needle);
}

function byPrompt(value: string | null): Predicate | null {
  if (!value) return null;
  return ({ parameters }) => {
    const metadata = parameters['prompt_metadata'];
    return isObject(metadata) && (metadata['name'] ?? metadata['prompt_name']) === value;
  };
}

function byEvent(store: Store, value: string | null): Predicate | null {
  if (!value) return null;
  const counts = (metric: JsonObject): boolean =>
    metricSources(metric).some((source) =>
      source['kind'] === 'ActionsNode'
        ? (store.actions.get(Number(source['id']))?.events.includes(value) ?? false)
        : source['event'] === value,
    );
  return (row) =>
    [...row.metrics, ...row.metrics_secondary].some(counts) ||
    linkedMetrics(store, row).some(({ saved }) => counts(saved.query));
}

/** Accepts a JSON list of tags; any other value is ignored. */
function byTags(value: string | null, wanted: boolean): Predicate | null {
  const tags = new Set(tagList(value));
  if (tags.size === 0) return null;
  return (row) => row.tags.some((tag) => tags.has(tag)) === wanted;
}

export function tagList(value: string | null): string[] {
  try {
    const parsed: unknown = JSON.parse(value ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return [];
  }
}
