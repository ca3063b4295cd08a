import type { IncomingMessage } from 'node:http';
import { descriptionPaths } from '../rest/viewer.ts';
import type { RequestTarget } from './request-target.ts';

/** Paths that hold no data: the way to GraphiQL, probes, and the description of the REST API. */
const PUBLIC_PATHS: ReadonlySet<string> = new Set(['/', '/health', '/ready', ...descriptionPaths]);

/**
 * True for what anybody may read, without a gateway token and from any page. This is the whole list:
 * every other path, and every other method on these, passes the guards first.
 */
export const isPublic = ({ method }: IncomingMessage, { path }: RequestTarget): boolean =>
  (method === 'GET' || method === 'HEAD') && PUBLIC_PATHS.has(path);

/** A browser opening GraphiQL. The page holds no data, and what it then asks for is checked like any other call. */
export const isPageVisit = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
