import { requireApproval } from '../approvals/gate.ts';
import type { FeatureFlag } from '../../model/entities.ts';
import { sameJson } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { guardFlag } from './guard.ts';
import { saveFlag } from './save.ts';
import type { FlagChange } from './write-input.ts';

/** Changes a flag through the feature flag API, under the same approval policies. @throws ApiError 400, 409 */
export function updateFlag(request: ProjectRequest, flag: FeatureFlag, change: FlagChange): void {
  const deletes = change.deleted === true && !flag.deleted;
  guardFlag(request.store, flag, change);
  if (change.active !== undefined && change.active !== flag.active) {
    const kind = change.active ? 'enable' : 'disable';
    requireApproval(request, kind, flag, { active: change.active });
  }
  if (change.filters && !sameJson(change.filters, flag.filters)) {
    requireApproval(request, 'update', flag, { filters: change.filters });
  }
  saveFlag(request, flag, { ...change, ...(deletes ? tombstone(request, flag) : {}) });
}

/** A deleted flag that experiments still refer to is renamed, so that its key becomes free. */
const tombstone = ({ store }: ProjectRequest, flag: FeatureFlag): Partial<FeatureFlag> =>
  store.experiments.by('flag', flag.id).length > 0 ? { key: `${flag.key}:deleted:${flag.id}` } : {};
