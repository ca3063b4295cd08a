import type { Operation } from '../../api/operations.ts';

/**
 * Names what an answer is about and what a write makes stale: `experiment/5` for one experiment, which is the same in
 * every project because PostHog's ids are unique in an installation; `experiments` for every list of experiments, and
 * `experiments@1` for those of one project. Which number `@current` stands for is another one for each key, so the two
 * cover each other: an answer has the tag with and without its project, and a write has those of its project and of
 * `@current`, or the one without a project where it is not known.
 */
export type Tag = string;

const CURRENT = '@current';

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
  /** The project as the target names it. */
  readonly project: string;
}

function subjectOf(target: string): Subject | undefined {
  const [, project, resource, id] =
    /^\/api\/projects\/([^/]+)\/([a-z_]+)\/(?:(\d+)\/)?/.exec(target) ?? [];
  return project !== undefined && resource !== undefined && resource in singular
    ? { resource: resource as Resource, id, project }
    : undefined;
}

/** The number of a project in one spelling; undefined for `@current`. */
const numberOf = (project: string): string | undefined =>
  /^\d+$/.test(project) ? String(Number(project)) : undefined;

/**
 * Tags of an answer about many objects of a project, such as a list, or all of a kind.
 * @param tag the one without a project
 */
export const tagsOfMany = (tag: Tag, project: string): Tag[] => [
  tag,
  `${tag}@${numberOf(project) ?? CURRENT}`,
];

/**
 * The same of a change of many objects: answers with them are stale.
 * @param project undefined where it is not known, so that the answers of every project are
 */
const tagsOfChanged = (tag: Tag, project: string | undefined): Tag[] =>
  project === undefined ? [tag] : [`${tag}@${project}`, `${tag}@${CURRENT}`];

/** Tags of the lists that changed experiments or flags of a project are in. */
export const tagsOfListsIn = (project: string): Tag[] =>
  (['experiments', 'feature_flags'] as const).flatMap((tag) =>
    tagsOfChanged(tag, numberOf(project)),
  );

/** True for a tag of a single object, which says no project. */
export const isOfOne = (tag: Tag): boolean => tag.includes('/') && !tag.includes('/*');

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
 * @param project its number or `@current`
 * @param json the experiment as PostHog answers it, if available
 */
export function tagsOfExperiment(id: number | string, project: string, json?: unknown): Tag[] {
  return [`experiment/${id}`, ...tagsOfMany('experiment/*', project), ...embedded(json)];
}

/** Tags of a read's answer; empty for answers that no write through this product can change. */
export function tagsOfAnswer(operation: Operation, target: string, json: unknown): Tag[] {
  const subject = subjectOf(target);
  if (!subject) return [];
  const { resource, id, project } = subject;
  if (id === undefined) {
    // Two lists under experiments/ depend on flags as well, because their rows embed them.
    const list =
      operation.id === 'experiments_eligible_feature_flags_retrieve' ? 'feature_flags' : resource;
    return tagsOfMany(list, project);
  }
  if (resource === 'experiments') return tagsOfExperiment(id, project, json);
  return [`${singular[resource]}/${id}`, ...tagsOfMany(`${singular[resource]}/*`, project)];
}

/** Tags of the experiments that use a flag, whose activity includes that of the flag; all where the answer does not name them. */
function experimentsOf(flagId: string | undefined, json: unknown): Tag[] {
  if (flagId === undefined) return [];
  const { experiment_set: ids } = (json ?? {}) as { readonly experiment_set?: unknown };
  return Array.isArray(ids) ? ids.map((id) => `experiment/${String(id)}`) : ['experiment/*'];
}

/**
 * The number of the project that a write was about. Under `@current`, only the flag that an experiment embeds says it.
 * @returns undefined where it is not known, or where another project is written to as well
 */
function projectWritten(operation: Operation, project: string, json: unknown): string | undefined {
  if (operation.id === 'experiments_copy_to_project_create') return undefined;
  const { feature_flag: flag } = (json ?? {}) as { readonly feature_flag?: unknown };
  const { team_id: team } = (flag ?? {}) as { readonly team_id?: unknown };
  return numberOf(project) ?? (Number.isSafeInteger(team) ? String(team) : undefined);
}

/** Tags that a write makes stale, given its answer (undefined when it did not arrive). */
export function tagsOfWrite(operation: Operation, target: string, json: unknown): Tag[] {
  const subject = subjectOf(target);
  if (!subject) return [];
  const project = projectWritten(operation, subject.project, json);
  return tagsWritten(subject, json).flatMap((tag) =>
    isOfOne(tag) ? [tag] : tagsOfChanged(tag, project),
  );
}

/** The same, where those of many objects are without a project. */
function tagsWritten({ resource, id }: Subject, json: unknown): Tag[] {
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
