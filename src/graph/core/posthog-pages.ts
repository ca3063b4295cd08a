import { CURRENT } from '../planner/current-project.ts';

/**
 * The address of a page of PostHog's app, or null where there are none.
 * @param base the context's `pages`
 * @param path the page within a project, without a slash at its beginning
 * @param query parameters; objects are sent as JSON, as PostHog's app reads them
 */
export function pageAddress(
  base: string | undefined,
  projectId: string,
  path: string,
  query: Readonly<Record<string, object>> = {},
): string | null {
  if (base === undefined) return null;
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, JSON.stringify(value)]),
  ).toString();
  // PostHog's app decodes %20, and takes a plus sign for itself.
  const parameters = search === '' ? '' : `?${search.replaceAll('+', '%20')}`;
  // Without a project, the app shows the page in the one that the reader has open.
  const project = projectId === CURRENT ? '' : `/project/${encodeURIComponent(projectId)}`;
  return `${base.replace(/\/+$/, '')}${project}/${path}${parameters}`;
}
