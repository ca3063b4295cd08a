import type { Operation } from '../../api/operations.ts';

/**
 * What an answer speaks of, and what a write makes untrue, in the same words: `experiments` for every
 * list of them, `experiment/5` for one. PostHog's numbers are unique in an installation, so tags need
 * no project: `@current` and `1` cannot miss each other.
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
  /** The object's number; absent for lists and for actions on the whole collection. */
  readonly id: string | undefined;
}

function subjectOf(target: string): Subject | undefined {
  const [, resource, id] = /^\/api\/projects\/[^/]+\/([a-z_]+)\/(?:(\d+)\/)?/.exec(target) ?? [];
  return resource !== undefined && resource in singular
    ? { resource: resource as Resource, id }
    : undefined;
}

/** Numbers of the objects that an experiment embeds: when they change, its answer is out of date. */
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
 * What is known of one experiment speaks of: itself, and what it embeds.
 * @param json the experiment as PostHog answers it, where that is at hand
 */
export function tagsOfExperiment(id: number | string, json?: unknown): Tag[] {
  return [`experiment/${id}`, 'experiment/*', ...embedded(json)];
}

/** What the answer of a read speaks of; empty for answers that no write here can change. */
export function tagsOfAnswer(operation: Operation, target: string, json: unknown): Tag[] {
  const subject = subjectOf(target);
  if (!subject) return [];
  const { resource, id } = subject;
  if (id === undefined) {
    // Two lists live under experiments/ and speak of flags as well: rows embed them.
    return operation.id === 'experiments_eligible_feature_flags_retrieve'
      ? ['feature_flags']
      : [resource];
  }
  if (resource === 'experiments') return tagsOfExperiment(id, json);
  return [`${singular[resource]}/${id}`, `${singular[resource]}/*`];
}

/** What a write makes untrue, given its answer (undefined when it did not arrive). */
export function tagsOfWrite(operation: Operation, target: string, json: unknown): Tag[] {
  const subject = subjectOf(target);
  if (!subject) return [];
  const { resource, id } = subject;
  const one = id === undefined ? `${singular[resource]}/*` : `${singular[resource]}/${id}`;
  switch (resource) {
    case 'experiments': {
      const touched = embedded(json).filter((tag) => tag.startsWith('flag/'));
      // Without an answer nobody knows which flag it was.
      const flags = touched.length > 0 ? touched : ['flag/*'];
      return ['experiments', 'feature_flags', 'cohorts', one, ...flags];
    }
    case 'feature_flags':
      return ['feature_flags', 'experiments', one];
    case 'experiment_holdouts':
      // A holdout's share is spread into the flags of its experiments.
      return ['experiment_holdouts', 'experiments', 'feature_flags', 'flag/*', one];
    case 'experiment_saved_metrics':
      // Servers of spring 2026 list experiments with the shared metrics that they use.
      return ['experiment_saved_metrics', 'experiments', one];
    default:
      return [resource, one];
  }
}
