import { GraphQLError } from 'graphql';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import { builder } from '../../../core/builder.ts';
import { InvalidInput } from '../../../mutations/input-faults.ts';
import type { FieldArguments, FieldUpstream } from '../../../planner/field-cost.ts';
import { planCalls, referenceCalls } from './calls.ts';
import { planMany } from './plan-many.ts';
import { planOf } from './plan.ts';
import { PlannedRef, PlanRef } from './ref.ts';
import { readSpec } from './shape.ts';

/** Specs of one `planExperiments`, at most. */
const MAX_SPECS = 100;

builder.queryField('planExperiment', (t) =>
  t.field({
    type: PlanRef,
    description:
      'Computes what applying a spec would do: create the experiment, change some of its fields, or nothing. The spec refers to the experiment with its flag and name. Costs 2 to 4 upstream calls, and 1 each for shared metrics and a holdout that would change.',
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
        calls: ({ spec }: FieldArguments) => planCalls(spec),
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

const specsOf = ({ specs }: FieldArguments): readonly unknown[] =>
  Array.isArray(specs) ? specs : [specs];

builder.queryField('planExperiments', (t) =>
  t.field({
    type: [PlannedRef],
    description:
      "Computes what applying many specs would do, as `planExperiment` does for one. Costs 1 upstream call for each spec, and the lists that they share: 1 for each 100 experiments of the project, archived ones apart, and 1 each for flags, shared metrics and holdouts that are looked up. Specs that would rename one experiment, or create several on one flag, are faults; an experiment that a spec describes is never renamed to another's.",
    args: {
      specs: t.arg({
        type: ['JSON'],
        required: true,
        description: `Experiments as code, in the form of \`Experiment.spec\`; at most ${MAX_SPECS}.`,
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: {
      upstream: {
        project: 'answered',
        rows: (args) => specsOf(args).length,
        calls: (args: FieldArguments) => [
          { operation: 'experiments_list', times: () => 2 },
          { operation: 'experiments_retrieve', times: () => specsOf(args).length },
          { operation: 'feature_flags_list' },
          ...referenceCalls(specsOf(args)),
        ],
      } satisfies FieldUpstream,
    },
    resolve: async (_root, args, context) => {
      if (args.specs.length > MAX_SPECS)
        throw new GraphQLError(`Give at most ${MAX_SPECS} specs, not ${args.specs.length}.`, {
          extensions: { code: 'BAD_USER_INPUT', argument: 'specs' },
        });
      return planMany(context, projectOf(args, context), args.specs);
    },
  }),
);
