import { logActivity } from '../activity-log.ts';
import { defaultFilters, newFlag } from '../../model/defaults.ts';
import type { FeatureFlag } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { filtersWith } from './experiment-input.ts';
import type { FlagConfig } from './experiment-input.ts';
import { holdoutForFlag } from './holdout.ts';
import { checkVariantSum } from './variant-input.ts';

/** Checks that a flag key contains only valid characters. @throws ApiError 400 */
export function checkFlagKey(key: string): void {
  if (!/^[\w-]+$/.test(key)) {
    throw invalid(
      'Only letters, numbers, hyphens (-) & underscores (_) are allowed.',
      'key',
      'invalid_key',
    );
  }
}

interface NewFlag {
  key: string;
  experimentName: string;
  config: FlagConfig;
  active: boolean;
  holdout: number | null;
}

/**
 * Creates the flag of an experiment whose key is free
 * (docs/posthog/feature-flags.md#making-a-new-flag). @throws ApiError 400
 */
export function createFlagForExperiment(request: ProjectRequest, wanted: NewFlag): FeatureFlag {
  const { store, now, project, caller } = request;
  checkFlagKey(wanted.key);
  checkVariantSum(wanted.config.variants ?? []);
  const flag = newFlag(store, now, {
    project: project.id,
    key: wanted.key,
    name: `Feature Flag for Experiment ${wanted.experimentName}`,
    filters: {
      ...filtersWith(defaultFilters(), wanted.config),
      holdout: holdoutForFlag(store, wanted.holdout),
    },
    active: wanted.active,
    ensure_experience_continuity: wanted.config.continuity ?? project.flags_persistence_default,
    created_by: caller.user.id,
    last_modified_by: caller.user.id,
    creation_context: 'experiments',
  });
  logActivity(request, { scope: 'FeatureFlag', id: flag.id, name: flag.key, activity: 'created' });
  return flag;
}
