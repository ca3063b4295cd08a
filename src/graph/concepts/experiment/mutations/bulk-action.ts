import { builder } from '../../../core/builder.ts';
import { encodeGlobalId, localId } from '../../../core/global-id.ts';
import { ALL_PROBLEMS, mutationField, resultUnion } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { bulk, ITEM_PAYLOAD, kindOf, mayHaveChanged, type BulkOutcome } from '../bulk.ts';
import { actionOf } from '../lifecycle/actions.ts';
import { checkOptions } from '../lifecycle/check-options.ts';
import { BulkActionEnum } from '../lifecycle/enums.ts';
import { endingFields } from '../lifecycle/inputs.ts';
import { deletionPayload } from '../payload.ts';

const MAX_IDS = 100;

const BulkExperimentActionInput = builder.inputType('BulkExperimentActionInput', {
  description: 'The action, and the experiments to perform it on.',
  fields: (t) => ({
    ids: t.idList({
      required: true,
      description: `The \`id\`s or PostHog numbers of experiments, 1 to ${MAX_IDS}.`,
    }),
    action: t.field({
      type: BulkActionEnum,
      required: true,
      description: 'The action to perform on each experiment.',
    }),
    variantKey: t.string({
      description: 'For SHIP_VARIANT: key of the variant to serve to everyone.',
    }),
    releaseToEveryone: t.boolean({
      description:
        'For SHIP_VARIANT: whether to admit everyone, including people the flag currently excludes.',
    }),
    disableFeatureFlag: t.boolean({
      description: 'For ARCHIVE: true turns the flag off and archives it as well.',
    }),
    ...endingFields(t),
    dryRun: t.boolean({
      description:
        'Whether to perform a dry run, which computes what would happen to each experiment and changes nothing.',
    }),
    stopOnError: t.boolean({
      description:
        'Whether to process the experiments one after another and stop at the first that is rejected or fails. Otherwise they are processed concurrently and all are attempted.',
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

const ItemResult = resultUnion(
  'BulkExperimentItemResult',
  'The result for one experiment: its payload, or why the action was not performed.',
  deletionPayload(
    ITEM_PAYLOAD,
    'An experiment on which the action was performed, or simulated in a dry run.',
    true,
  ),
  ALL_PROBLEMS,
);

const OutcomeRef = builder.objectRef<BulkOutcome>('BulkExperimentOutcome').implement({
  description: 'One of the experiments, with its result.',
  fields: (t) => ({
    experimentId: t.id({
      description: 'The `id` of the experiment.',
      resolve: ({ key }) => encodeGlobalId('Experiment', localId(key)),
    }),
    experimentPosthogId: t.int({
      description: "PostHog's number for the experiment.",
      resolve: ({ key }) => key.posthogId,
    }),
    skipped: t.boolean({
      description: 'True if it was not attempted because an earlier one failed.',
      resolve: ({ result }) => result === null,
    }),
    result: t.field({
      type: ItemResult,
      description:
        'The result. Null if the experiment was skipped, or, with an entry in `errors`, if the call to PostHog failed.',
      nullable: true,
      resolve: ({ result }) => {
        if (result instanceof Error) throw result;
        return result;
      },
    }),
  }),
});

interface BulkExperimentActionPayload {
  readonly typename: string;
  readonly outcomes: readonly BulkOutcome[];
}

const countOf = (kind: ReturnType<typeof kindOf>) => (payload: BulkExperimentActionPayload) =>
  payload.outcomes.filter((outcome) => kindOf(outcome) === kind).length;

const Payload = builder
  .objectRef<BulkExperimentActionPayload>('BulkExperimentActionPayload')
  .implement({
    description: 'The results for all experiments, in the order requested.',
    fields: (t) => ({
      outcomes: t.field({
        type: [OutcomeRef],
        description: 'Every experiment, with its result.',
        resolve: ({ outcomes }) => [...outcomes],
      }),
      done: t.int({
        description:
          'Number of experiments the action was performed on, or would be, for a dry run.',
        resolve: countOf('done'),
      }),
      refused: t.int({
        description: 'Number of experiments whose result is a problem, or would be, for a dry run.',
        resolve: countOf('refused'),
      }),
      failed: t.int({
        description: 'Number of experiments for which the call to PostHog failed.',
        resolve: countOf('failed'),
      }),
      skipped: t.int({
        description: 'Number of experiments that were not attempted.',
        resolve: countOf('skipped'),
      }),
    }),
  });

mutationField('bulkExperimentAction', {
  description:
    'Performs one action on many experiments, each with its own result. Costs 1 upstream call per experiment: PostHog has no bulk endpoint for it.',
  input: BulkExperimentActionInput,
  payload: Payload,
  problems: ['ValidationProblem'],
  destructive: true,
  calls: ({ action, dryRun, ids }) => [
    {
      operation: dryRun ? 'experiments_retrieve' : actionOf(action).operation,
      times: () => ids.length,
    },
  ],
  bringsDetail: true,
  resolve: async (run, input) => {
    const { faults, projectId } = run;
    const keys = input.ids.map((id, index) =>
      faults.key('Experiment', id, projectId, `ids.${index}`),
    );
    faults.count('ids', keys, { min: 1, max: MAX_IDS });
    faults.distinct('ids', keys.map(localId), 'experiment');
    if (input.action === 'shipVariant' && input.variantKey == null) {
      faults.add('variantKey', 'REQUIRED', 'Specify the variant to ship.');
    }
    checkOptions(faults, input);
    run.raiseFaults();
    const work = async () => ({
      typename: 'BulkExperimentActionPayload',
      outcomes: await bulk(run, {
        keys,
        attempt: { action: actionOf(input.action), options: input },
        dryRun: input.dryRun ?? false,
        stopOnError: input.stopOnError ?? false,
      }),
    });
    if (input.dryRun) return work();
    return run.once(work, { hasChanged: ({ outcomes }) => outcomes.some(mayHaveChanged) });
  },
});
