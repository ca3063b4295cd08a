import { replyJson } from '../http/reply.ts';
import type { PublicUrl } from '../http/public-url.ts';
import type { Handler } from './handler.ts';

/** Where RFC 9728 has the metadata of a protected resource; the path of the resource follows. */
export const METADATA_PATH = '/.well-known/oauth-protected-resource';

/** Addresses of the metadata: of this server as a whole, and of the MCP server. */
export const metadataPaths = [METADATA_PATH, `${METADATA_PATH}/mcp`] as const;

export interface ProtectedResource {
  /** Who issues the tokens that callers send as `Authorization: Bearer`: the identity provider, or PostHog. */
  readonly authorizationServer: string;
  /** Scopes of the tokens, where PostHog issues them. */
  readonly scopes: readonly string[];
}

/** Answers with the OAuth metadata of this server, which clients of MCP read to get a token. */
export const protectedResource =
  ({ authorizationServer, scopes }: ProtectedResource, publicUrl: PublicUrl): Handler =>
  (request, response, { path }) => {
    response.setHeader('cache-control', 'public, max-age=3600');
    response.setHeader('access-control-allow-origin', '*');
    replyJson(response, 200, {
      resource: `${publicUrl(request)}${path.slice(METADATA_PATH.length)}`,
      authorization_servers: [authorizationServer],
      bearer_methods_supported: ['header'],
      ...(scopes.length > 0 && { scopes_supported: scopes }),
      resource_name: 'PostHog Experiments Graph',
    });
  };
