import { builder } from '../../core/builder.ts';
import { pageArguments, connectionWindow, toConnection } from '../../core/paging/connection.ts';
import { readKey } from '../../core/global-id.ts';
import { inputError } from '../../core/input-error.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { selectsDetail } from '../../planner/look-ahead.ts';
import { experimentByFlagKey } from './flag-key-loader.ts';
import { experimentFilterQuery } from './filter.ts';
import { ExperimentFilter, ExperimentOrder } from './inputs.ts';
import { experimentLoader } from './loader.ts';
import { ExperimentConnection, ExperimentRef } from './ref.ts';
import { callsOfPage, readOrderedPage } from './ordered-page.ts';
import { inProject, listedInProject } from './in-project.ts';
import type { FieldUpstream } from '../../planner/field-cost.ts';

/**
 * Reading by number returns the detail at once. Reading by key lists the flag and its experiments, and lists
 * have no detail.
 */
const byIdOrKey = {
  upstream: {
    project: 'answered',
    brings: ({ featureFlagKey }) => (featureFlagKey == null ? 'detail' : undefined),
    calls: ({ featureFlagKey }) =>
      featureFlagKey == null
        ? [{ operation: 'experiments_retrieve' }]
        : [{ operation: 'feature_flags_list' }, { operation: 'experiments_list' }],
  },
} satisfies { upstream: FieldUpstream };

builder.queryFields((t) => ({
  experiment: t.field({
    type: ExperimentRef,
    description:
      'An experiment, by ID or by the key of its flag. Null if there is none, it was deleted, or, by key, if it is archived. Costs 1 upstream call by ID, 2 by key. Give exactly one of `id` and `featureFlagKey`.',
    nullable: true,
    args: {
      id: t.arg.id({ description: "The object's `id`, or PostHog's number for it." }),
      featureFlagKey: t.arg.string({
        description:
          "Key of the experiment's flag. If several experiments use the flag, the running one is returned, or else the newest.",
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: byIdOrKey,
    resolve: async (_root, args, context, info) => {
      const projectId = projectOf(args, context);
      if ((args.id == null) === (args.featureFlagKey == null)) {
        throw inputError('Give exactly one of `id` and `featureFlagKey`.', 'id');
      }
      if (args.featureFlagKey != null) {
        const row = await experimentByFlagKey(context, projectId, args.featureFlagKey);
        return row && (await inProject(context, projectId, [row]))[0]!;
      }
      const key = readKey('Experiment', args.id!, projectId);
      const row = await experimentLoader(context).load(key, selectsDetail(info, 'Experiment'));
      return row && (await inProject(context, key.projectId, [row]))[0]!;
    },
  }),
  experiments: t.field({
    type: ExperimentConnection,
    description:
      'The experiments in a project. Costs 1 upstream call per page; up to 3 in descending order of a start, an end or a duration, because PostHog lists experiments without one first. Fields that lists do not include, such as `metrics`, cost 1 more call per row.',
    nullable: true,
    args: {
      ...pageArguments(t.arg),
      filter: t.arg({
        type: ExperimentFilter,
        description: 'Which experiments to return. All that are not archived if omitted.',
      }),
      orderBy: t.arg({ type: ExperimentOrder, description: 'Newest first if omitted.' }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: {
        project: 'answered',
        calls: callsOfPage,
        rows: ({ first }) => Number(first ?? 25),
      } satisfies FieldUpstream,
    },
    resolve: async (_root, { filter, orderBy, ...args }, context) => {
      const projectId = projectOf(args, context);
      const window = connectionWindow(args);
      const query = experimentFilterQuery(filter, projectId);
      const page = await readOrderedPage(context, { projectId, query, order: orderBy }, window);
      const results = await listedInProject(context, projectId, page.results);
      return toConnection(window, { ...page, results }, (node) => node);
    },
  }),
}));
