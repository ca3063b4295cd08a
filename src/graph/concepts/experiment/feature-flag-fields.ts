import DataLoader from 'dataloader';
import { builder } from '../../core/builder.ts';
import { FeatureFlagRef } from '../feature-flag/ref.ts';
import { localId, type PostHogKey } from '../../core/global-id.ts';
import { asError } from '../../core/loading/not-found-as-null.ts';
import { perRequest } from '../../context/per-request.ts';
import { experimentLoader, type ExperimentRow } from './loader.ts';
import { ExperimentRef, toExperiment } from './ref.ts';
import { ASSUMED_ROWS, oneCall } from '../../planner/field-cost.ts';

interface ExperimentsOfFlag extends PostHogKey {
  readonly archived: boolean;
}

/** Experiments by flag; each flag is read at most once per request. */
const ofFlagLoader = perRequest(
  (context) =>
    new DataLoader<ExperimentsOfFlag, readonly ExperimentRow[], string>(
      (keys) =>
        Promise.all(
          keys.map(({ projectId, posthogId, archived }) =>
            context.posthog
              .allPages('experiments_list', {
                path: { project_id: projectId },
                query: { feature_flag_id: posthogId, ...(archived && { archived }) },
              })
              .then(({ results }) => {
                for (const row of results) experimentLoader(context).primeRow(projectId, row);
                return results;
              }, asError),
          ),
        ),
      { cacheKeyFn: (key) => `${localId(key)}:${key.archived}` },
    ),
);

builder.objectField(FeatureFlagRef, 'experiments', (t) =>
  t.field({
    type: [ExperimentRef],
    description:
      'The experiments that use this flag, newest first, without deleted ones. Costs 1 upstream call per flag.',
    nullable: true,
    args: {
      archived: t.arg.boolean({
        description:
          'True returns only archived experiments; otherwise they are excluded. PostHog cannot list both at once.',
      }),
    },
    extensions: oneCall('experiments_list', { rows: () => ASSUMED_ROWS }),
    resolve: async ({ projectId, row }, { archived }, context) => {
      const rows = await ofFlagLoader(context).load({
        projectId,
        posthogId: row.id,
        archived: archived === true,
      });
      return rows.map((experiment) => toExperiment(projectId, experiment));
    },
  }),
);
