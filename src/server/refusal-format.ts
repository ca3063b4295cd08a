import { refuse } from '../http/reply.ts';
import type { Refuse } from './active-requests.ts';
import { MCP_PATH, refuseAsJsonRpc } from './mcp-api.ts';
import { isRestPath, refuseAsPostHog } from './rest-api.ts';

/** The APIs that are served; undefined for one that is not. */
export interface ServedApis {
  readonly rest: unknown;
  readonly mcp: unknown;
}

/**
 * The refusal format of the API that a path belongs to.
 * @param path need not have been validated: it decides about the format only
 */
export function refusalFormat(path: string, { rest, mcp }: ServedApis): Refuse {
  if (rest && isRestPath(path)) return refuseAsPostHog;
  return mcp && path === MCP_PATH ? refuseAsJsonRpc : refuse;
}
