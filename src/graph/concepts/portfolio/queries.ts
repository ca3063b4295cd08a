import { knownCount } from '../../../posthog/http/pages.ts';
import { builder } from '../../core/builder.ts';
import { readOr } from '../../core/malformed.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { withinRange } from '../../core/within-range.ts';
import type { FieldArguments, FieldUpstream } from '../../planner/field-cost.ts';
import { experimentFilterQuery } from '../experiment/filter.ts';
import { ExperimentFilter } from '../experiment/inputs.ts';
import { listedInProject } from '../experiment/in-project.ts';
import { PortfolioRef } from './type.ts';

const DEFAULT_FIRST = 100;
const MAX_FIRST = 500;
/** Rows that PostHog returns with one call. */
const PAGE = 100;

/** PostHog lists archived experiments apart from the others. */
const listsOf = ({ filter }: FieldArguments) =>
  (filter as { readonly archived?: boolean | null } | null | undefined)?.archived == null ? 2 : 1;

const upstream = {
  project: 'answered',
  calls: (args) => [
    {
      operation: 'experiments_list',
      times: ({ first }) => listsOf(args) * Math.ceil(Number(first ?? DEFAULT_FIRST) / PAGE),
    },
  ],
} satisfies FieldUpstream;

builder.queryField('portfolio', (t) =>
  t.field({
    type: PortfolioRef,
    description: `Win rate, duration and newest results of many experiments. Costs 1 upstream call for each 100 experiments, and as many for archived ones, which are included unless \`filter.archived\` is given.`,
    nullable: true,
    args: {
      first: t.arg.int({
        description: `Number of experiments to read, the newest first, from 1 to ${MAX_FIRST}: so many that are not archived, and so many that are. Defaults to ${DEFAULT_FIRST}.`,
      }),
      filter: t.arg({ type: ExperimentFilter, description: 'Which experiments to read.' }),
      projectId: projectArgument(t.arg),
    },
    extensions: { upstream },
    resolve: async (_root, { first, filter, ...args }, context) => {
      const projectId = projectOf(args, context);
      const limit = withinRange('first', first ?? DEFAULT_FIRST, MAX_FIRST);
      const query = experimentFilterQuery(filter, projectId);
      const queries = filter?.archived == null ? [query, { ...query, archived: true }] : [query];
      const pages = await Promise.all(
        queries.map((one) =>
          context.posthog.pages(
            'experiments_list',
            { path: { project_id: projectId }, query: one },
            { offset: 0, limit },
          ),
        ),
      );
      const nodes = await listedInProject(
        context,
        projectId,
        pages.flatMap(({ results }) => results),
      );
      return {
        nodes: nodes.toSorted((one, other) => createdAt(other) - createdAt(one)),
        isComplete: pages.every(({ results, count }) => knownCount(count) <= results.length),
      };
    },
  }),
);

const createdAt = ({ row }: { readonly row: { readonly created_at: string } }) =>
  readOr(() => Date.parse(row.created_at), 0);
