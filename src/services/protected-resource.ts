import type { Config } from '../config/config.ts';
import { operations } from '../posthog/api/operations.ts';
import type { ProtectedResource } from '../server/protected-resource.ts';

/**
 * Who issues tokens for callers: the identity provider, and otherwise PostHog itself.
 * @param posthogUrl base URL of PostHog
 */
export function protectedResourceOf(
  { access: { oidc } }: Pick<Config, 'access'>,
  posthogUrl: string,
): ProtectedResource {
  if (oidc) return { authorizationServer: oidc.issuer, scopes: [] };
  const scopes = Object.values(operations).flatMap((operation) => operation.scopes);
  return { authorizationServer: posthogUrl, scopes: [...new Set(scopes)].toSorted() };
}
