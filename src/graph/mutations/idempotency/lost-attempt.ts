import { operations, type Operation, type OperationId } from '../../../posthog/api/operations.ts';
import { TimeoutError } from '../../../posthog/errors/errors.ts';
import { whatToCheck } from '../../../posthog/errors/what-to-check.ts';
import type { PostHogKey } from '../../core/global-id.ts';

interface LostCall {
  /** The call that may have been made. */
  readonly operation: () => OperationId;
  /** Names in it are what a person can search for. */
  readonly input: object;
}

/** The failure of an attempt whose replica ended before PostHog's answer was stored. */
export function lostAttempt(
  { operation: idOf, input }: LostCall,
  key: PostHogKey | undefined,
  projectId: string,
): TimeoutError {
  const id = idOf();
  const operation: Operation = operations[id];
  const failure = new TimeoutError({
    operation: id,
    message:
      "The server that sent this change for an earlier request ended before PostHog's answer arrived.",
    uncertain: true,
  });
  const [collection = operation.path] = operation.path.split('{id}');
  const target =
    key && operation.path.includes('{id}') ? `${collection}${key.posthogId}/` : collection;
  const { name, key: newKey, featureFlagKey } = input as Readonly<Record<string, unknown>>;
  failure.check = whatToCheck(
    operation,
    target.replace('{project_id}', key?.projectId ?? projectId),
    { body: { name, key: newKey, feature_flag_key: featureFlagKey } },
  );
  return failure;
}
