import { invalid } from '../../model/errors.ts';
import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import type { SandboxRequest } from '../../model/route.ts';
import { flagVariantsOf } from './config.ts';

export const TOO_FEW_VARIANTS =
  'Feature flag must have at least 2 variants (a baseline and at least one test variant)';

/**
 * Checks that an experiment can use an existing flag
 * (docs/posthog/feature-flags.md#linking-an-existing-flag). @throws ApiError 400
 */
export function checkLinkable(
  { profile }: Pick<SandboxRequest, 'profile'>,
  flag: FeatureFlag,
  type: Experiment['type'],
): void {
  const variants = flagVariantsOf(flag);
  if (variants.length < 2) throw invalid(TOO_FEW_VARIANTS);
  if (variants.some(({ key }) => key === 'control')) return;
  if (type === 'web') throw invalid("Web experiments require a variant with key 'control'");
  if (profile.control_required) {
    throw invalid("Feature flag must have a variant with key 'control'");
  }
}
