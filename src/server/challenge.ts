import type { IncomingMessage } from 'node:http';
import { createPublicUrl, type PublicUrl } from '../http/public-url.ts';
import type { Refusal } from '../http/reply.ts';
import { METADATA_PATH } from './protected-resource.ts';
import { refusedPath } from './request-target.ts';

const ofRequest = createPublicUrl(undefined);

/**
 * Adds to a refusal with 401 what RFC 9110 and RFC 9728 want of it: the scheme, and where a client finds out who issues
 * tokens for this server.
 */
export function challenge(
  refusal: Refusal,
  request: IncomingMessage,
  { publicUrl = ofRequest }: { readonly publicUrl?: PublicUrl | undefined },
): Refusal {
  if (refusal.status !== 401) return refusal;
  const path = refusedPath(request);
  const metadata = `${publicUrl(request)}${METADATA_PATH}${path === '/mcp' ? path : ''}`;
  const error = refusal.code === 'INVALID_TOKEN' ? ', error="invalid_token"' : '';
  return {
    ...refusal,
    headers: {
      ...refusal.headers,
      'www-authenticate': `Bearer realm="posthog-experiments-graph"${error}, resource_metadata="${metadata}"`,
    },
  };
}
