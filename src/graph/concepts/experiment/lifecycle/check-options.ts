import type { InputFaults } from '../../../mutations/input-faults.ts';
import type { ActionOptions } from './options.ts';

/**
 * Validates the options of an action independently of the experiment. The limits are PostHog's own.
 */
export function checkOptions(faults: InputFaults, input: ActionOptions): void {
  faults.range('expectedVersion', input.expectedVersion, { min: 0 });
  faults.text('variantKey', input.variantKey, { max: 400 });
  faults.text('conclusionComment', input.conclusionComment, { max: 4_000, blank: true });
  faults.text('name', input.name, { max: 400 });
  faults.text('featureFlagKey', input.featureFlagKey, { max: 400 });
  if (input.targetProjectId != null && !/^\d{1,10}$/.test(input.targetProjectId)) {
    faults.add('targetProjectId', 'INVALID_ID', "Give a project's number.");
  }
  faults.text('repository', input.repository, { max: 255 });
  if (
    input.repository != null &&
    input.repository !== '' &&
    !/^[^\s/]+\/[^\s/]+$/.test(input.repository)
  ) {
    faults.add('repository', 'INVALID_INPUT', 'Give the repository as `owner/name`.');
  }
}
