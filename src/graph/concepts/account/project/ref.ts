import type { GraphContext } from '../../../context/context.ts';
import { failingAlone } from '../../../core/loading/not-found-as-null.ts';
import { builder } from '../../../core/builder.ts';
import { projectLoader, type ProjectRow } from './loader.ts';
export const ProjectRef = builder.objectRef<ProjectRow>('Project');

builder.node(ProjectRef, {
  description:
    'A PostHog project, which contains the experiments, flags, holdouts and shared metrics of one product.',
  id: {
    description:
      'Globally unique ID, for `node` and caches. `projectId` arguments take `posthogId` instead.',
    resolve: ({ id }) => String(id),
  },
  loadOne: failingAlone((id: string, context: GraphContext) => projectLoader(context).load(id)),
});
