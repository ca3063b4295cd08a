import { knownCount } from '../../../posthog/http/pages.ts';
import { builder } from '../../core/builder.ts';
import {
  DEFAULT_PAGE,
  pageArguments,
  connectionWindow,
  toConnection,
  type ConnectionPage,
} from '../../core/paging/connection.ts';
import type { GraphContext } from '../../context/context.ts';
import { experimentLoader, withDetail } from '../experiment/loader.ts';
import { ExperimentRef, toExperiment, type ExperimentNode } from '../experiment/ref.ts';
import { SavedMetricRef, type SavedMetricNode } from './ref.ts';
import { sourcesOf } from '../metric/node.ts';

interface UsePage {
  readonly nodes: readonly ExperimentNode[];
  readonly candidates: ConnectionPage<unknown>['count'];
  readonly pageInfo: ReturnType<typeof toConnection>['pageInfo'];
}

const UsePageRef = builder.objectRef<UsePage>('SavedMetricExperiments').implement({
  description:
    'A page of candidates, reduced to the experiments that use a shared metric. A page may have fewer items than requested, or none at all, while more follow: continue as long as `pageInfo.hasNextPage` is true.',
  fields: (t) => ({
    nodes: t.field({
      type: [ExperimentRef],
      description: 'The experiments among the candidates on this page that use the metric.',
      resolve: ({ nodes }) => [...nodes],
    }),
    candidates: t.int({
      description: 'Total number of candidates to examine, over all pages.',
      resolve: ({ candidates }) => knownCount(candidates),
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Whether there are more candidates, and the cursor to continue from.',
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
});

builder.objectField(SavedMetricRef, 'experiments', (t) =>
  t.field({
    type: UsePageRef,
    description:
      'The experiments that use the metric, newest first, without archived ones. PostHog has no endpoint for this, so candidates are examined one by one: experiments with an event of this metric (or all experiments in the project if the metric names no event). Costs 1 upstream call per page of candidates, plus 1 for each candidate whose detail this request has not read: up to 1 + `first`.',
    nullable: true,
    args: pageArguments(t.arg),
    extensions: {
      upstream: {
        brings: 'detail',
        calls: [
          { operation: 'experiments_list' },
          {
            operation: 'experiments_retrieve',
            times: ({ first }) => Number(first ?? DEFAULT_PAGE),
          },
        ],
      },
    },
    resolve: (node, args, context) => usesOf(node, connectionWindow(args), context),
  }),
);

async function usesOf(
  { projectId, row }: SavedMetricNode,
  window: ReturnType<typeof connectionWindow>,
  context: GraphContext,
): Promise<UsePage> {
  const event = eventOf(row.query);
  const page = await context.posthog.pages(
    'experiments_list',
    // The filter also searches linked shared metrics, so it matches every experiment that uses this
    // one.
    { path: { project_id: projectId }, query: event === null ? {} : { event } },
    window,
  );
  for (const found of page.results) experimentLoader(context).primeRow(projectId, found);
  const { edges, pageInfo } = toConnection(window, page, (found) => toExperiment(projectId, found));
  const used = await Promise.all(
    edges.map(async ({ node }) => {
      const detail = await withDetail(node, context, 'saved_metrics');
      return detail?.saved_metrics?.some(({ saved_metric: id }) => id === row.id) ?? false;
    }),
  );
  return {
    nodes: edges.filter((_edge, index) => used[index]).map(({ node }) => node),
    candidates: page.count,
    pageInfo,
  };
}

/**
 * Name of an event the metric counts, or null where it counts only actions, tables or every event.
 */
function eventOf(metric: SavedMetricNode['row']['query']): string | null {
  for (const source of sourcesOf(metric)) {
    if (source.kind === 'EventsNode' && source.event) return source.event;
  }
  return null;
}
