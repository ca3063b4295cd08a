import type { Operation } from '../../api/operations.ts';

/**
 * Names what an answer is about and what a write makes stale: `experiments` for every list of experiments,
 * `experiment/5` for one. PostHog's ids are unique in an installation, so tags do not contain the project: an entry
 * read through `@current` is invalidated by a write through `1`.
 */
export type Tag = string;

const singular = {
  experiments: 'experiment',
  experiment_holdouts: 'holdout',
  experiment_saved_metrics: 'saved-metric',
  feature_flags: 'flag',
  cohorts: 'cohort',
} as const;

type Resource = keyof typeof singular;

interface Subject {
  readonly resource: Resource;
  /** The object's id; absent for lists and for actions on the whole collection. */
  readonly id: string | undefined;
}

function subjectOf(target: string): Subject | undefined {
  const [, resource, id] = /^\/api\/projects\/[^/]+\/([a-z_]+)\/(?:(\d+)\/)?/.exec(target) ?? [];
  return resource !== undefined && resource in singular
    ? { resource: resource as Resource, id }
    : undefined;
}

/** Tags of the objects that an experiment embeds: when they change, its answer is stale. */
function embedded(json: unknown): Tag[] {
  if (typeof json !== 'object' || json === null) return [];
  const { feature_flag: flag, holdout, saved_metrics: links } = json as Record<string, unknown>;
  const tags: Tag[] = [];
  const add = (name: string, value: unknown, field: string) => {
    if (typeof value === 'object' && value !== null && field in value) {
      tags.push(`${name}/${String((value as Record<string, unknown>)[field])}`);
    }
  };
  add('flag', flag, 'id');
  add('holdout', holdout, 'id');
  if (Array.isArray(links)) for (const link of links) add('saved-metric', link, 'saved_metric');
  return tags;
}

/**
 * Tags of an answer about one experiment: itself and the objects it embeds.
 * @param json the experiment as PostHog answers it, if available
 */
export function tagsOfExperiment(id: number | string, json?: unknown): Tag[] {
  return [`experiment/${id}`, 'experiment/*', ...embedded(json)];
}

/** Tags of a read's answer; empty for answers that no write through this product can change. */
export function tagsOfAnswer(operation: Operation, target: string, json: unknown): Tag[] {
  const subject = subjectOf(target);
  if (!subject) return [];
  const { resource, id } = subject;
  if (id === undefined) {
    // Two lists under experiments/ depend on flags as well, because their rows embed them.
    return operation.id === 'experiments_eligible_feature_flags_retrieve'
      ? ['feature_flags']
      : [resource];
  }
  if (resource === 'experiments') return tagsOfExperiment(id, json);
  return [`${singular[resource]}/${id}`, `${singular[resource]}/*`];
}

/** Tags of the experiments that use a flag, whose activity includes that of the flag; all where the answer does not name them. */
function experimentsOf(flagId: string | undefined, json: unknown): Tag[] {
  if (flagId === undefined) return [];
  const { experiment_set: ids } = (json ?? {}) as { readonly experiment_set?: unknown };
  return Array.isArray(ids) ? ids.map((id) => `experiment/${String(id)}`) : ['experiment/*'];
}

/** Tags that a write makes stale, given its answer (undefined when it did not arrive). */
export function tagsOfWrite(operation: Operation, target: string, json: unknown): Tag[] {
  const subject = subjectOf(target);
  if (!subject) return [];
  const { resource, id } = subject;
  const one = id === undefined ? `${singular[resource]}/*` : `${singular[resource]}/${id}`;
  // Results and activity of an experiment rest on its holdout and shared metrics too, and do not name them.
  const users = id === undefined ? [] : ['experiment/*'];
  switch (resource) {
    case 'experiments': {
      const touched = embedded(json).filter((tag) => tag.startsWith('flag/'));
      // Without an answer, the affected flag is not known.
      const flags = touched.length > 0 ? touched : ['flag/*'];
      return ['experiments', 'feature_flags', 'cohorts', one, ...flags];
    }
    case 'feature_flags':
      return ['feature_flags', 'experiments', one, ...experimentsOf(id, json)];
    case 'experiment_holdouts':
      // PostHog copies a holdout's filters into the flags of its experiments.
      return ['experiment_holdouts', 'experiments', 'feature_flags', 'flag/*', one, ...users];
    case 'experiment_saved_metrics':
      // Servers of spring 2026 list experiments with the shared metrics that they use.
      return ['experiment_saved_metrics', 'experiments', one, ...users];
    default:
      return [resource, one];
  }
}
