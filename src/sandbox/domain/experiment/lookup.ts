import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import { notFound } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { bySearch } from './list-filters.ts';
import { readOrder } from './list-order.ts';

/**
 * The experiment a detail route is about. `search` and `order` reach detail routes too: a bad order is a
 * 400, a search that misses is a 404 (docs/posthog/experiments.md#list-filters-and-orders).
 * @throws ApiError 404 when unknown, of another project, or soft-deleted
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

/** The flag an experiment is linked to, deleted or not. */
export const linkedFlag = (
  request: ProjectRequest,
  experiment: Experiment,
): FeatureFlag | undefined => request.store.flags.get(experiment.feature_flag);
