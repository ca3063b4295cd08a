import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import { notFound } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { bySearch } from './list-filters.ts';
import { readOrder } from './list-order.ts';

/**
 * The experiment of a detail route. `search` and `order` apply to detail routes too: an invalid order is a
 * 400, a search that does not match is a 404 (docs/posthog/experiments.md#list-filters-and-orders).
 * @throws ApiError 404 when it does not exist, is in another project, or is soft-deleted
 */
export function findExperiment(
  request: ProjectRequest,
  { includeDeleted = false }: { includeDeleted?: boolean } = {},
): Experiment {
  readOrder(request.query);
  const id = request.params['id'] ?? '';
  const experiment = /^\d+$/.test(id) ? request.store.experiments.get(Number(id)) : undefined;
  if (!experiment || experiment.project !== request.project.id) throw notFound();
  if (experiment.deleted && !includeDeleted) throw notFound();
  const searched = bySearch(request.query.get('search'));
  if (searched && !searched(experiment)) throw notFound();
  return experiment;
}

/** The flag linked to an experiment, deleted or not. */
export const linkedFlag = (
  request: ProjectRequest,
  experiment: Experiment,
): FeatureFlag | undefined => request.store.flags.get(experiment.feature_flag);
