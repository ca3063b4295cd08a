import type { IncomingMessage } from 'node:http';
import { filePaths } from '../graphiql/assets.ts';
import { acceptedTypes } from '../http/accepted-types.ts';
import { descriptionPaths } from '../rest/viewer.ts';
import { metadataPaths } from './protected-resource.ts';
import type { RequestTarget } from './request-target.ts';

/** Paths without data: the redirect to GraphiQL and the files of its page, probes, OAuth metadata, and the description of the REST API. */
const PUBLIC_PATHS: ReadonlySet<string> = new Set([
  '/',
  '/health',
  '/ready',
  ...metadataPaths,
  ...filePaths,
  ...descriptionPaths,
]);

/**
 * True for requests that anyone may make, without a gateway token and from any page. The list is complete:
 * every other path, and every other method on these paths, must pass the guards.
 */
export const isPublic = (
  { method }: Pick<IncomingMessage, 'method'>,
  { path }: Pick<RequestTarget, 'path'>,
): boolean => (method === 'GET' || method === 'HEAD') && PUBLIC_PATHS.has(path);

/**
 * True for a browser opening GraphiQL: a client that prefers HTML to JSON. Some programs list HTML by default, so that a
 * query in the address counts as a visit only if XHTML is listed as well, as every browser does. The page contains no
 * data, and its requests are checked like any others.
 */
export function isPageVisit(
  { method, headers: { accept } }: IncomingMessage,
  { search }: RequestTarget,
): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || !accept?.includes('html')) return false;
  const [preferred] = acceptedTypes(accept, [...JSON_TYPES, HTML]);
  const hasQuery = new URLSearchParams(search).has('query');
  return preferred === HTML && (!hasQuery || accept.includes('application/xhtml+xml'));
}

const HTML = 'text/html';
const JSON_TYPES = ['application/json', 'application/graphql-response+json'];
