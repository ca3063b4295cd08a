import { builder } from '../../../core/builder.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { allProjects, projectLoader } from './loader.ts';
import { ProjectRef } from './ref.ts';
import { ASSUMED_ROWS, sharedCall } from '../../../planner/field-cost.ts';

builder.queryFields((t) => ({
  project: t.field({
    type: ProjectRef,
    description:
      'A project. Null if the key does not have access to it. Costs 1 upstream call, and for `@current` 1 more if its number is not known yet.',
    nullable: true,
    args: { id: projectArgument(t.arg) },
    extensions: sharedCall('projects_list', 'request', { project: 'id' }),
    resolve: (_root, args, context) =>
      projectLoader(context).load(projectOf({ projectId: args.id }, context)),
  }),
  projects: t.field({
    type: [ProjectRef],
    description: 'All projects the key has access to. Costs 1 upstream call per 100.',
    nullable: true,
    extensions: sharedCall('projects_list', 'request', { rows: () => ASSUMED_ROWS }),
    resolve: async (_root, _args, context) => [...(await allProjects(context)())],
  }),
}));
