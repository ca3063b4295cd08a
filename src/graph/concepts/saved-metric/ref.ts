import type { GraphContext } from '../../context/context.ts';
import { failingAlone } from '../../core/loading/not-found-as-null.ts';
import { builder } from '../../core/builder.ts';
import { connectionOf } from '../../core/paging/connection.ts';
import type { ExperimentNode } from '../experiment/ref.ts';
import { localId, parseLocalId } from '../../core/global-id.ts';
import type { Wire } from '../../core/wire.ts';
import { savedMetricLoader, type SavedMetricRow } from './loader.ts';
import type { Reading } from '../../planner/readings.ts';

export interface SavedMetricNode {
  readonly projectId: string;
  readonly row: SavedMetricRow;
}

export const SavedMetricRef = builder.objectRef<SavedMetricNode>('SavedMetric');

builder.node(SavedMetricRef, {
  description: 'A metric that several experiments can use. Changes apply to all of them.',
  extensions: {
    reading: {
      one: ['experiment_saved_metrics_retrieve'],
      several: 'experiment_saved_metrics_list',
    } satisfies Reading,
  },
  id: {
    description: 'Globally unique ID, for `node`, caches and other lookups.',
    resolve: ({ projectId, row }) => localId({ projectId, posthogId: row.id }),
  },
  loadWithoutCache: failingAlone(async (id: string, context: GraphContext) => {
    const key = parseLocalId(id);
    const row = key && (await savedMetricLoader(context).load(key));
    return row && { projectId: key.projectId, row };
  }),
});

export const SavedMetricConnection = connectionOf(SavedMetricRef, 'SavedMetric', 'shared metrics');

/** A shared metric linked to an experiment. */
export interface SavedMetricLinkNode {
  readonly experiment: ExperimentNode;
  readonly link: Wire['ExperimentToSavedMetric'];
}

export const SavedMetricLinkRef = builder.objectRef<SavedMetricLinkNode>('SavedMetricLink');
