import { builder } from '../../../core/builder.ts';
import { wireEnum } from '../../../core/wire-enum.ts';
import { ExperimentRef, toExperiment } from '../ref.ts';
import type { SpecChange } from './difference.ts';
import type { Plan } from './plan.ts';

export const PlanActionEnum = wireEnum('PlanAction', 'What applying a spec does.', {
  create: ['CREATE', 'A draft experiment is made.'],
  update: ['UPDATE', 'The experiment that is there is changed.'],
  none: ['NONE', 'Nothing: the experiment is as the spec wants it.'],
});

export const SpecChangeRef = builder.objectRef<SpecChange>('SpecChange').implement({
  description: 'A field of a spec that differs from what is there.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where in the spec, such as `flag.variants`.' }),
    before: t.field({
      type: 'JSON',
      description: 'What is there; null when nothing is.',
      nullable: true,
      resolve: ({ before }) => before ?? null,
    }),
    after: t.field({
      type: 'JSON',
      description: 'What the spec wants.',
      nullable: true,
      resolve: ({ after }) => after ?? null,
    }),
  }),
});

export const PlanRef = builder.objectRef<Plan>('ExperimentPlan').implement({
  description: 'What applying a spec would do, worked out and not done.',
  fields: (t) => ({
    action: t.field({
      type: PlanActionEnum.ref,
      description: 'Whether an experiment is made, changed, or left alone.',
      resolve: ({ action }) => action,
    }),
    changes: t.field({
      type: [SpecChangeRef],
      description: 'Every field that would change, in the order of the spec.',
      resolve: ({ changes }) => [...changes],
    }),
    planHash: t.string({
      description:
        'Give it to `applyExperiment`: it applies this plan only, and nothing when something changed since.',
      resolve: ({ hash }) => hash,
    }),
    experiment: t.field({
      type: ExperimentRef,
      description:
        "The experiment that would change: the one with the spec's flag and name. Null when one would be made.",
      nullable: true,
      resolve: ({ projectId, existing }) => existing && toExperiment(projectId, existing),
    }),
  }),
});
