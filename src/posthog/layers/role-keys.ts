import { UnauthenticatedError } from '../errors/errors.ts';
import { isRoleKey } from '../keys/role-key.ts';
import type { Layer } from '../request/exchange.ts';
import type { Grant, Grants } from '../request/grant.ts';

/**
 * The grant of a role key; undefined for every other key.
 * @throws UnauthenticatedError for a role key that is not valid any more
 */
export function grantOf(grants: Grants | undefined, apiKey: string): Grant | undefined {
  if (!isRoleKey(apiKey)) return undefined;
  const grant = grants?.of(apiKey);
  if (grant) return grant;
  throw new UnauthenticatedError({
    operation: undefined,
    message: 'The access of the caller has been withdrawn or changed. Nothing was sent.',
  });
}

/**
 * Lets a role make only the calls that its grant allows, and sends them with the server's own key. Must be the outermost
 * layer: it decides before the cache answers, and everything inside of it knows only keys of PostHog.
 */
export const roleKeys =
  (grants: Grants | undefined): Layer =>
  (next) => {
    const asGranted: typeof next = async (request) => {
      const grant = grantOf(grants, request.apiKey ?? '');
      if (!grant) return next(request);
      const refusal = grant.refusalOf(request);
      if (refusal) throw refusal;
      return next({ ...request, apiKey: grant.apiKey, share: grant.share });
    };
    return (request) => {
      const { apiKey } = request;
      return apiKey !== undefined && isRoleKey(apiKey) ? asGranted(request) : next(request);
    };
  };
