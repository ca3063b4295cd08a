import { builder } from '../../core/builder.ts';
import { FeatureFlagRef } from '../feature-flag/ref.ts';
import { ofFlagLoader } from './of-flag/loader.ts';
import { ExperimentRef, toExperiment } from './ref.ts';
import { ASSUMED_ROWS, oneCall } from '../../planner/field-cost.ts';

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
