import { builder } from '../../../core/builder.ts';
import { encodeGlobalId, localId } from '../../../core/global-id.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { forgetExperimentsAndFlags } from '../after-write.ts';
import type { Wire } from '../../../core/wire.ts';
import { TagAction } from '../enums.ts';

const MAX_IDS = 500;

const BulkUpdateTagsInput = builder.inputType('BulkUpdateTagsInput', {
  description: 'The experiments whose tags to change, and how.',
  fields: (t) => ({
    ids: t.idList({
      required: true,
      description: `The \`id\`s or PostHog numbers of experiments, 1 to ${MAX_IDS}.`,
    }),
    action: t.field({
      type: TagAction.ref,
      required: true,
      description: 'What to do with the tags.',
    }),
    tags: t.stringList({
      required: true,
      description: 'The tags. PostHog converts them to lower case.',
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

interface BulkUpdateTagsPayload {
  readonly typename: string;
  readonly projectId: string;
  readonly answer: Wire['BulkUpdateTagsResponse'];
}

const TaggedExperimentRef = builder
  .objectRef<{ projectId: string; row: Wire['BulkUpdateTagsItem'] }>('TaggedExperiment')
  .implement({
    description: 'An experiment whose tags were changed.',
    fields: (t) => ({
      experimentId: t.id({
        description: "The experiment's `id`.",
        resolve: ({ projectId, row }) =>
          encodeGlobalId('Experiment', localId({ projectId, posthogId: row.id })),
      }),
      experimentPosthogId: t.int({
        description: "PostHog's number for the experiment.",
        resolve: ({ row }) => row.id,
      }),
      tags: t.stringList({ description: 'The resulting tags.', resolve: ({ row }) => row.tags }),
    }),
  });

const SkippedExperimentRef = builder
  .objectRef<Wire['BulkUpdateTagsError']>('SkippedExperiment')
  .implement({
    description: 'An experiment whose tags were not changed.',
    fields: (t) => ({
      experimentPosthogId: t.int({
        description: "PostHog's number for the experiment.",
        resolve: ({ id }) => id,
      }),
      reason: t.exposeString('reason', { description: 'The reason, as PostHog words it.' }),
    }),
  });

const Payload = builder.objectRef<BulkUpdateTagsPayload>('BulkUpdateTagsPayload').implement({
  description: 'Returned by `bulkUpdateTags` on success.',
  fields: (t) => ({
    updated: t.field({
      type: [TaggedExperimentRef],
      description: 'Experiments whose tags were changed.',
      resolve: ({ projectId, answer }) => answer.updated.map((row) => ({ projectId, row })),
    }),
    skipped: t.field({
      type: [SkippedExperimentRef],
      description:
        'Experiments that were skipped because they were not found or the caller may not edit them.',
      resolve: ({ answer }) => answer.skipped,
    }),
  }),
});

mutationField('bulkUpdateTags', {
  description: 'Adds, removes or sets tags on many experiments. Costs 1 upstream call in total.',
  input: BulkUpdateTagsInput,
  payload: Payload,
  problems: PLAIN_PROBLEMS,
  destructive: true,
  calls: () => ['experiments_bulk_update_tags_create'],
  resolve: async (run, input) => {
    const { context, faults, projectId } = run;
    const ids = input.ids.map((id, index) =>
      faults.keyIn('Experiment', id, projectId, `ids.${index}`),
    );
    faults.count('ids', ids, { min: 1, max: MAX_IDS });
    for (const [index, tag] of input.tags.entries())
      faults.text(`tags.${index}`, tag, { max: 255 });
    run.raiseFaults();
    return run.once(async () => {
      const answer = await context.posthog.call('experiments_bulk_update_tags_create', {
        path: { project_id: projectId },
        body: { ids, action: input.action, tags: input.tags },
      });
      forgetExperimentsAndFlags(context);
      return { typename: 'BulkUpdateTagsPayload', projectId, answer };
    });
  },
});
