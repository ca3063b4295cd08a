import type { OperationId } from '../api/operations.ts';
import { ForbiddenError } from '../errors/errors.ts';
import { kindOf } from '../keys/key-kind.ts';
import type { Layer } from '../request/exchange.ts';

/** All that PostHog opens to a project secret key (docs/posthog/authentication.md). */
export const openToProjectSecretKeys: ReadonlySet<OperationId> = new Set<OperationId>([
  'experiments_list',
  'experiments_retrieve',
]);

/** PostHog's sentence for the other operations on experiments. */
const REFUSAL = 'This action does not support project secret API key access';

/**
 * Refuses what no project secret key (`phs_…`) may do, without a call. Views that do not know these keys answer 401,
 * which would look like a key that was revoked.
 */
export const projectSecretKeys: Layer = (next) => (request) => {
  const { apiKey, operation } = request;
  if (
    apiKey !== undefined &&
    kindOf(apiKey) === 'project-secret' &&
    !openToProjectSecretKeys.has(operation.id)
  ) {
    const refusal = new ForbiddenError({
      operation: operation.id,
      status: 403,
      message: REFUSAL,
      body: {
        type: 'authentication_error',
        code: 'permission_denied',
        detail: REFUSAL,
        attr: null,
      },
      missingScopes: [],
      needsPersonalKey: true,
    });
    return Promise.reject(refusal);
  }
  return next(request);
};
