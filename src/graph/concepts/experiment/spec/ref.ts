import { builder } from '../../../core/builder.ts';
import { wireEnum } from '../../../core/wire-enum.ts';
import { numbered } from '../in-project.ts';
import { ExperimentRef, toExperiment } from '../ref.ts';
import { InputFaultRef } from '../../../mutations/problems/validation-problem.ts';
import type { SpecChange } from './difference.ts';
import type { Planned } from './plan-many.ts';
import type { Plan } from './plan.ts';

export const PlanActionEnum = wireEnum('PlanAction', 'What applying a spec does.', {
  create: ['CREATE', 'Create a draft experiment.'],
  update: ['UPDATE', 'Change the existing experiment.'],
  none: ['NONE', 'Nothing: the experiment already matches the spec.'],
});

export const SpecChangeRef = builder.objectRef<SpecChange>('SpecChange').implement({
  description: 'A difference between a spec and the existing experiment.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Path within the spec, such as `flag.variants`.' }),
    before: t.field({
      type: 'JSON',
      description: 'The existing value. Null if there is none.',
      nullable: true,
      resolve: ({ before }) => before ?? null,
    }),
    after: t.field({
      type: 'JSON',
      description: 'The value in the spec.',
      nullable: true,
      resolve: ({ after }) => after ?? null,
    }),
  }),
});

export const PlanRef = builder.objectRef<Plan>('ExperimentPlan').implement({
  description: 'What applying a spec would do. Computed without changing anything.',
  fields: (t) => ({
    action: t.field({
      type: PlanActionEnum.ref,
      description: 'Whether an experiment would be created, changed or left unchanged.',
      resolve: ({ action }) => action,
    }),
    changes: t.field({
      type: [SpecChangeRef],
      description: 'Every field that would change, in the order of the spec.',
      resolve: ({ changes }) => [...changes],
    }),
    obstacles: t.field({
      type: [InputFaultRef],
      description:
        'Changes that PostHog refuses because the experiment was launched, such as another variant. `applyExperiment` refuses a plan that has any, and writes nothing.',
      resolve: ({ obstacles }) => [...obstacles],
    }),
    planHash: t.string({
      description:
        'Hash of this plan. Pass it to `applyExperiment`, which applies exactly this plan, or nothing if something has changed since.',
      resolve: ({ hash }) => hash,
    }),
    experiment: t.field({
      type: ExperimentRef,
      description:
        "The experiment that would change: the one with the spec's flag and name. Null if one would be created.",
      nullable: true,
      resolve: ({ projectId, existing }, _args, context) =>
        existing && numbered(context, toExperiment(projectId, existing)),
    }),
  }),
});

export const PlannedRef = builder.objectRef<Planned>('PlannedSpec').implement({
  description: 'One of many specs, with its plan or with what is wrong with it.',
  fields: (t) => ({
    plan: t.field({
      type: PlanRef,
      description: 'What applying the spec would do. Null if something is wrong with it.',
      nullable: true,
      resolve: (planned) => {
        if ('failure' in planned) throw planned.failure;
        return 'plan' in planned ? planned.plan : null;
      },
    }),
    faults: t.field({
      type: [InputFaultRef],
      description: 'Everything that is wrong with the spec, with paths that begin with `spec`.',
      resolve: (planned) => ('faults' in planned ? [...planned.faults] : []),
    }),
  }),
});
