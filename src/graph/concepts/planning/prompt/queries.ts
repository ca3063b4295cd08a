import { builder } from '../../../core/builder.ts';
import { projectArgument, projectOf } from '../../../core/project-argument.ts';
import type { Wire } from '../../../core/wire.ts';
import { oneCall } from '../../../planner/field-cost.ts';

const PromptTemplateRef = builder.objectRef<Wire['PromptTemplate']>('PromptTemplate').implement({
  description: 'A predefined metric for an experiment that compares versions of an LLM prompt.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Key, for use in `templates` of `createExperimentFromPrompt`.',
    }),
    label: t.exposeString('label', { description: 'Display name.' }),
    description: t.exposeString('description', { description: 'What it measures.' }),
  }),
});

builder.queryField('promptTemplates', (t) =>
  t.field({
    type: [PromptTemplateRef],
    description: 'The metrics that `createExperimentFromPrompt` can set up. Costs 1 upstream call.',
    nullable: true,
    args: { projectId: projectArgument(t.arg) },
    extensions: oneCall('experiments_prompt_templates_retrieve', { project: 'answered' }),
    resolve: (_root, args, context) =>
      context.posthog.call('experiments_prompt_templates_retrieve', {
        path: { project_id: projectOf(args, context) },
      }),
  }),
);
