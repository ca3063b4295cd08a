import type { IncomingMessage } from 'node:http';
import { descriptionPaths } from '../rest/viewer.ts';
import type { RequestTarget } from './request-target.ts';

/** Paths that hold no data: the way to GraphiQL, probes, and the description of the REST API. */
const PUBLIC_PATHS: ReadonlySet<string> = new Set(['/', '/health', '/ready', ...descriptionPaths]);

/**
 * True for what anybody may read, without a gateway token and from any page. This is the whole list:
 * every other path, and every other method on these, passes the guards first.
 */
export function isPublic(request: IncomingMessage, target: RequestTarget): boolean {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') return false;
  return PUBLIC_PATHS.has(target.path) || isPageVisit(request, target);
}

/** A browser opening GraphiQL: the page holds no data, and what it then asks for is checked like any other call. */
export const isPageVisit = ({ method, headers }: IncomingMessage, { path }: RequestTarget) =>
  path === '/graphql' && method === 'GET' && (headers.accept ?? '').includes('text/html');
