import { requireApproval } from '../approvals/gate.ts';
import type { Experiment, FeatureFlag, FlagFilters } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { flagVariantsOf } from '../flag/config.ts';
import { withoutFreeze } from '../flag/exposure-freeze.ts';
import { saveFlag } from '../flag/save.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';
import { deleteSnapshots, snapshotsOf } from './exposure-snapshot.ts';
import type { EndingConclusion } from './lifecycle.ts';
import { linkedFlag } from './lookup.ts';
import { saveExperiment } from './save.ts';
import { storedStatus } from './status.ts';

const CATCH_ALL = {
  properties: [],
  rollout_percentage: 100,
  description: 'Added automatically when the experiment was ended to keep only one variant.',
};

export interface Shipping extends EndingConclusion {
  variant_key: string;
  release_to_everyone: boolean;
}

/**
 * Serves one variant to everyone in the experiment and stops the experiment if it is running. A stopped one can be
 * shipped, and shipped again with another variant (docs/posthog/lifecycle.md#ship-a-variant). @throws ApiError 400, 409
 */
export function shipVariant(
  request: ProjectRequest,
  experiment: Experiment,
  shipping: Shipping,
): void {
  if (storedStatus(experiment) === 'draft') throw invalid('Experiment has not been launched yet.');
  const flag = linkedFlag(request, experiment);
  if (!flag) throw invalid('Experiment does not have a linked feature flag.');
  if (!flagVariantsOf(flag).some(({ key }) => key === shipping.variant_key)) {
    throw invalid(`Variant '${shipping.variant_key}' not found on feature flag.`);
  }
  const filters = shippedFilters(flag, shipping);
  requireApproval(request, 'update', flag, { filters });
  const snapshots = snapshotsOf(flag.filters.groups);
  saveFlag(request, flag, { filters });
  deleteSnapshots(request.store, snapshots);
  const { conclusion, conclusion_comment: comment } = shipping;
  saveExperiment(
    request,
    experiment,
    {
      ...(storedStatus(experiment) === 'running' ? { end_date: wireTime(request.now) } : {}),
      // Unlike `end`, only fields that were sent are overwritten.
      ...(conclusion == null ? {} : { conclusion }),
      ...(comment == null ? {} : { conclusion_comment: comment }),
    },
    'variant_shipped',
  );
}

function shippedFilters(flag: FeatureFlag, shipping: Shipping): FlagFilters {
  const groups = flag.filters.groups.map(withoutFreeze);
  return {
    ...flag.filters,
    multivariate: {
      variants: flagVariantsOf(flag).map((variant) => ({
        ...variant,
        rollout_percentage: variant.key === shipping.variant_key ? 100 : 0,
      })),
    },
    groups: shipping.release_to_everyone ? [CATCH_ALL, ...groups] : groups,
  };
}
