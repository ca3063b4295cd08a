import type { GraphContext } from '../../../context/context.ts';
import { failingAlone } from '../../../core/loading/not-found-as-null.ts';
import { builder } from '../../../core/builder.ts';
import { projectLoader, type ProjectRow } from './loader.ts';
import type { Reading } from '../../../planner/readings.ts';
export const ProjectRef = builder.objectRef<ProjectRow>('Project');

builder.node(ProjectRef, {
  description:
    'A PostHog project, which contains the experiments, flags, holdouts and shared metrics of one product.',
  extensions: {
    reading: { one: ['projects_list'], once: 'request' } satisfies Reading,
  },
  id: {
    description:
      'Globally unique ID, for `node` and caches. `projectId` arguments take `posthogId` instead.',
    resolve: ({ id }) => String(id),
  },
  loadWithoutCache: failingAlone(async (id: string, context: GraphContext) => {
    const row = await projectLoader(context).load(id);
    // A copy: Pothos marks what it loads with its type, and rows of an answer are read-only.
    return row && { ...row };
  }),
});
