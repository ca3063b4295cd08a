import { builder } from '../../core/builder.ts';
import type { FieldUpstream } from '../../planner/field-cost.ts';
import { lifecycleRules } from '../experiment/lifecycle/actions.ts';
import { DryRunRef } from '../experiment/lifecycle/dry-run.ts';
import { experimentLoader } from '../experiment/loader.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { checklistOf, type LaunchCheck } from './checklist.ts';
import { LaunchCheckCode } from './enums.ts';

const LaunchCheckRef = builder.objectRef<LaunchCheck>('LaunchCheck').implement({
  description: 'One line of the checklist before a launch. Computed by this API.',
  fields: (t) => ({
    code: t.field({
      type: LaunchCheckCode.ref,
      description: 'What is checked.',
      resolve: ({ code }) => code,
    }),
    passed: t.exposeBoolean('passed', {
      description: 'Whether it is as it should be. Null if that could not be found out.',
      nullable: true,
    }),
    required: t.exposeBoolean('required', {
      description: 'True if PostHog refuses the launch where it is not passed.',
    }),
    message: t.exposeString('message', { description: 'What was found, in English.' }),
  }),
});

const sharedFlag = { operation: 'experiments_list' } as const;

builder.objectField(ExperimentRef, 'launchChecklist', (t) =>
  t.field({
    type: [LaunchCheckRef],
    description:
      'What to look at before it is launched: what PostHog requires, and what experience advises. Costs 1 upstream call besides the detail, for the other experiments of its flag.',
    nullable: true,
    extensions: { upstream: { detail: true, calls: [sharedFlag] } satisfies FieldUpstream },
    resolve: (node, _args, context) => checklistOf(node, context),
  }),
);

/** Payloads whose dry run may be that of a launch. The items of a bulk action may be any action. */
const launches = ['LaunchExperimentPayload', 'BulkExperimentItemPayload'];

builder.objectField(DryRunRef, 'launchChecklist', (t) =>
  t.field({
    type: [LaunchCheckRef],
    description:
      'The checklist of the experiment that would be launched, as `Experiment.launchChecklist`. Empty for other actions. Costs 1 more upstream call, for the other experiments of its flag.',
    nullable: true,
    extensions: {
      upstream: {
        calls: (_args, asked) =>
          launches.some((payload) => asked.isBelow(payload)) ? [sharedFlag] : [],
      } satisfies FieldUpstream,
    },
    resolve: async ({ action, place }, _args, context) => {
      if (action !== lifecycleRules.launch) return [];
      const projectId = place.project_id;
      // Read by the dry run, so it takes no call.
      const row = await experimentLoader(context).detail({ projectId, posthogId: place.id });
      return row ? checklistOf({ projectId, row }, context) : [];
    },
  }),
);
