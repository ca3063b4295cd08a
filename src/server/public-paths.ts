import type { IncomingMessage } from 'node:http';
import { descriptionPaths } from '../rest/viewer.ts';
import type { RequestTarget } from './request-target.ts';

/** Paths without data: the redirect to GraphiQL, probes, and the description of the REST API. */
const PUBLIC_PATHS: ReadonlySet<string> = new Set(['/', '/health', '/ready', ...descriptionPaths]);

/**
 * True for requests that anyone may make, without a gateway token and from any page. The list is complete:
 * every other path, and every other method on these paths, must pass the guards.
 */
export const isPublic = ({ method }: IncomingMessage, { path }: RequestTarget): boolean =>
  (method === 'GET' || method === 'HEAD') && PUBLIC_PATHS.has(path);

/** True for a browser opening GraphiQL. The page contains no data, and its requests are checked like any others. */
export const isPageVisit = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
