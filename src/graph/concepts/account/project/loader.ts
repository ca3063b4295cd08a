import DataLoader from 'dataloader';
import type { GraphContext } from '../../../context/context.ts';
import { perRequest } from '../../../context/per-request.ts';
import type { Wire } from '../../../core/wire.ts';

export type ProjectRow = Wire['ProjectBackwardCompatBasic'];

/**
 * All projects the key can access; read at most once per request. 1 upstream call per 100 projects.
 */
export const allProjects = perRequest((context) => {
  let read: Promise<readonly ProjectRow[]> | undefined;
  return () => (read ??= readAll(context));
});

async function readAll(context: GraphContext): Promise<readonly ProjectRow[]> {
  const { results } = await context.posthog.allPages('projects_list', {});
  return results;
}

/** Projects by number, taken from the list: PostHog's contract has no call for a single project. */
export const projectLoader = perRequest(
  (context) =>
    new DataLoader<string, ProjectRow | null>(async (ids) => {
      const rows = await allProjects(context)();
      const byId = new Map(rows.map((row) => [String(row.id), row]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
);
