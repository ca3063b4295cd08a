import type { GraphContext } from '../../context/context.ts';
import { failingAlone } from '../../core/loading/not-found-as-null.ts';
import { builder } from '../../core/builder.ts';
import { connectionOf } from '../../core/paging/connection.ts';
import { localId, parseLocalId } from '../../core/global-id.ts';
import { holdoutLoader, type HoldoutRow } from './loader.ts';
import type { Reading } from '../../planner/readings.ts';

export interface HoldoutNode {
  readonly projectId: string;
  readonly row: HoldoutRow;
}

export const HoldoutRef = builder.objectRef<HoldoutNode>('Holdout');

builder.node(HoldoutRef, {
  description:
    "A percentage of people excluded from every experiment that uses it, so that the experiments' combined effect can be measured.",
  extensions: {
    reading: {
      one: ['experiment_holdouts_retrieve'],
      several: 'experiment_holdouts_list',
    } satisfies Reading,
  },
  id: {
    description: 'Globally unique ID, for `node`, caches and other lookups.',
    resolve: ({ projectId, row }) => localId({ projectId, posthogId: row.id }),
  },
  loadWithoutCache: failingAlone(async (id: string, context: GraphContext) => {
    const key = parseLocalId(id);
    const row = key && (await holdoutLoader(context).load(key));
    return row && { projectId: key.projectId, row };
  }),
});

export const HoldoutConnection = connectionOf(HoldoutRef, 'Holdout', 'holdouts');
