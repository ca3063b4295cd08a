import { builder } from '../../../core/builder.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { allProjects, projectLoader } from './loader.ts';
import { ProjectRef } from './ref.ts';
import { currentUser } from '../viewer/loader.ts';
import { ASSUMED_ROWS, sharedCall } from '../../../planner/field-cost.ts';

builder.queryFields((t) => ({
  project: t.field({
    type: ProjectRef,
    description:
      'A project. Null if the key does not have access to it. Costs 1 upstream call, 2 for `@current`.',
    nullable: true,
    args: { id: projectArgument(t.arg) },
    extensions: sharedCall('projects_list', 'request'),
    resolve: async (_root, args, context) => {
      const asked = projectOf({ projectId: args.id }, context);
      const id =
        asked === '@current' ? (await currentUser(context)()).team?.project_id : Number(asked);
      return id === undefined ? null : projectLoader(context).load(String(id));
    },
  }),
  projects: t.field({
    type: [ProjectRef],
    description: 'All projects the key has access to. Costs 1 upstream call per 100.',
    nullable: true,
    extensions: sharedCall('projects_list', 'request', { rows: () => ASSUMED_ROWS }),
    resolve: async (_root, _args, context) => [...(await allProjects(context)())],
  }),
}));
