import { readOr } from '../../core/malformed.ts';
import type { GraphContext } from '../../context/context.ts';
import type { GraphQLResolveInfo } from 'graphql';
import { failingAlone } from '../../core/loading/not-found-as-null.ts';
import { builder } from '../../core/builder.ts';
import { localId, parseLocalId } from '../../core/global-id.ts';
import { connectionOf } from '../../core/paging/connection.ts';
import { selectsDetail } from '../../planner/look-ahead.ts';
import { experimentLoader, type ExperimentRow } from './loader.ts';
import { CURRENT } from '../../planner/current-project.ts';
import type { Reading } from '../../planner/readings.ts';

/**
 * An experiment as the graph represents it. `row` is a list row or the detail, whichever PostHog
 * has answered so far: a property that is present costs nothing, a missing one is read with the
 * detail.
 */
export interface ExperimentNode {
  readonly projectId: string;
  readonly row: ExperimentRow;
}

/**
 * Creates the node of a row. What was read under `@current` belongs to the team of its flag. A row without a flag
 * does not say it, so whatever answers a node that may have been read under `@current` passes it to `numbered`.
 */
export function toExperiment(projectId: string, row: ExperimentRow): ExperimentNode {
  const team =
    projectId === CURRENT ? readOr(() => row.feature_flag?.team_id, undefined) : undefined;
  return { projectId: typeof team === 'number' ? String(team) : projectId, row };
}

export const ExperimentRef = builder.objectRef<ExperimentNode>('Experiment');

builder.node(ExperimentRef, {
  description:
    "An experiment, which compares variants of a feature flag by metrics. PostHog's number for it is `posthogId`.",
  extensions: {
    reading: {
      one: ['experiments_retrieve'],
      several: 'experiments_list',
      detail: 'experiments_retrieve',
      whole: 'asked',
      // PostHog lists by the flag's number only: for one experiment the flag is read first.
      by: {
        featureFlagKey: {
          one: ['feature_flags_list', 'experiments_list'],
          several: 'experiments_list',
        },
      },
    } satisfies Reading,
  },
  id: {
    description: 'Globally unique ID, for `node`, caches and other lookups.',
    resolve: ({ projectId, row }) => localId({ projectId, posthogId: row.id }),
  },
  loadWithoutCache: failingAlone(
    async (id: string, context: GraphContext, info: GraphQLResolveInfo) => {
      const key = parseLocalId(id);
      if (!key) return null;
      const row = await experimentLoader(context).load(key, selectsDetail(info, 'Experiment'));
      return row && toExperiment(key.projectId, row);
    },
  ),
});

export const ExperimentConnection = connectionOf(ExperimentRef, 'Experiment', 'experiments');
