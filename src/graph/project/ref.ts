import type { GraphContext } from '../context.ts';
import { failingAlone } from '../or-null.ts';
import { builder } from '../builder.ts';
import type { Wire } from '../wire.ts';
import { projectLoader } from './loader.ts';

export type ProjectRow = Wire['ProjectBackwardCompatBasic'];

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
