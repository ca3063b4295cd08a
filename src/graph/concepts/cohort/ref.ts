import type { GraphContext } from '../../context/context.ts';
import { failingAlone } from '../../core/loading/not-found-as-null.ts';
import { builder } from '../../core/builder.ts';
import { connectionOf } from '../../core/paging/connection.ts';
import { localId, parseLocalId } from '../../core/global-id.ts';
import { cohortLoader, type CohortRow } from './loader.ts';
import type { Reading } from '../../planner/readings.ts';

export interface CohortNode {
  readonly projectId: string;
  readonly row: CohortRow;
}

export const CohortRef = builder.objectRef<CohortNode>('Cohort');

builder.node(CohortRef, {
  description:
    'A saved group of people. An experiment can have one that holds everyone exposed to it; see `createExposureCohort`.',
  extensions: {
    reading: { one: ['cohorts_retrieve'] } satisfies Reading,
  },
  id: {
    description: 'Globally unique ID, for `node`, caches and other lookups.',
    resolve: ({ projectId, row }) => localId({ projectId, posthogId: row.id }),
  },
  loadWithoutCache: failingAlone(async (id: string, context: GraphContext) => {
    const key = parseLocalId(id);
    const row = key && (await cohortLoader(context).load(key));
    return row && { projectId: key.projectId, row };
  }),
});

export const CohortConnection = connectionOf(CohortRef, 'Cohort', 'cohorts');
