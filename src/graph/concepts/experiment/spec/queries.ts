import { GraphQLError } from 'graphql';
import { builder } from '../../../core/builder.ts';
import { InvalidInput } from '../../../mutations/input-faults.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import type { FieldUpstream } from '../../../planner/field-cost.ts';
import { planOf } from './plan.ts';
import { PlanRef } from './ref.ts';
import { readSpec } from './shape.ts';

builder.queryField('planExperiment', (t) =>
  t.field({
    type: PlanRef,
    description:
      'Computes what applying a spec would do: create the experiment, change some of its fields, or nothing. The spec refers to the experiment with its flag and name. Costs 1 to 3 upstream calls.',
    nullable: true,
    args: {
      spec: t.arg({
        type: 'JSON',
        required: true,
        description:
          'The experiment as code, in the form of `Experiment.spec`. `name` and `featureFlagKey` are required; omitted settings do not change.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: {
        project: 'answered',
        calls: [
          { operation: 'feature_flags_list' },
          { operation: 'experiments_list' },
          { operation: 'experiments_retrieve' },
        ],
      } satisfies FieldUpstream,
    },
    resolve: async (_root, args, context) => {
      const projectId = projectOf(args, context);
      try {
        return await planOf(context, projectId, readSpec(args.spec));
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        throw new GraphQLError(error.message, {
          extensions: { code: 'BAD_USER_INPUT', argument: 'spec', faults: error.faults },
        });
      }
    },
  }),
);
