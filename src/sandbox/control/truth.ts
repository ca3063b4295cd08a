import type { z } from 'zod';
import { groundTruth } from '../domain/series/ground-truth.ts';
import { flagVariantsOf } from '../domain/flag/config.ts';
import { invalid } from '../model/errors.ts';
import type { SandboxResponse } from '../model/route.ts';
import type { Store } from '../model/store.ts';
import type { TRUTH } from './input.ts';

/**
 * Changes what an experiment does to people, from its launch on: results that are computed from now on show it. Those that
 * were computed before stay.
 * @throws ApiError when there is no such experiment or variant
 */
export function changeTruth(
  store: Store,
  { experiment: id, story, protagonist, daily_exposures: daily }: z.infer<typeof TRUTH>,
): SandboxResponse {
  const experiment = store.experiments.get(id);
  if (!experiment) throw invalid(`There is no experiment ${id}.`, 'experiment');
  const variants = flagVariantsOf(store.flags.get(experiment.feature_flag));
  if (protagonist !== undefined && !variants.some(({ key }) => key === protagonist))
    throw invalid(`Its flag has no variant "${protagonist}".`, 'protagonist');
  const changed = store.groundTruths.update(groundTruth(store, experiment), {
    story,
    ...(protagonist !== undefined && { protagonist }),
    ...(daily !== undefined && { daily_exposures: daily }),
  });
  return { status: 200, body: changed };
}
