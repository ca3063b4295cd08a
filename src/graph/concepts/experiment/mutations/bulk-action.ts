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
  description: 'What to do with which experiments.',
  fields: (t) => ({
    ids: t.idList({
      required: true,
      description: `The \`id\`s or PostHog numbers of experiments, 1 to ${MAX_IDS}.`,
    }),
    action: t.field({ type: BulkActionEnum, required: true, description: 'What to do with each.' }),
    variantKey: t.string({ description: 'For SHIP_VARIANT: key of the variant everyone gets.' }),
    releaseToEveryone: t.boolean({
      description: 'For SHIP_VARIANT: true also lets in everybody the flag keeps out today.',
    }),
    disableFeatureFlag: t.boolean({
      description: 'For ARCHIVE: true turns the flag off and archives it as well.',
    }),
    ...endingFields(t),
    dryRun: t.boolean({
      description: 'True works out what would happen to each, and changes nothing.',
    }),
    stopOnError: t.boolean({
      description:
        'True does them one after the other and leaves the rest alone after the first that is refused or fails. Otherwise all are tried at once.',
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

const ItemResult = resultUnion(
  'BulkExperimentItemResult',
  'What came of one experiment: its payload, or why it was left as it is.',
  deletionPayload(ITEM_PAYLOAD, 'One experiment on which the action was done, or worked out.'),
  ALL_PROBLEMS,
);

const OutcomeRef = builder.objectRef<BulkOutcome>('BulkExperimentOutcome').implement({
  description: 'One of the experiments and what came of it.',
  fields: (t) => ({
    experimentId: t.id({
      description: 'The `id` of the experiment that was asked for.',
      resolve: ({ key }) => encodeGlobalId('Experiment', localId(key)),
    }),
    experimentPosthogId: t.int({
      description: "PostHog's number for it.",
      resolve: ({ key }) => key.posthogId,
    }),
    skipped: t.boolean({
      description: 'True when it was not tried, because one before it failed.',
      resolve: ({ result }) => result === null,
    }),
    result: t.field({
      type: ItemResult,
      description:
        'What came of it; null when it was skipped, and with an error beside it when PostHog could not be asked.',
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
    description: 'What came of every experiment, in the order they were asked for.',
    fields: (t) => ({
      outcomes: t.field({
        type: [OutcomeRef],
        description: 'Every experiment with what came of it.',
        resolve: ({ outcomes }) => [...outcomes],
      }),
      done: t.int({
        description: 'On how many it was done; on how many it would be, in a dry run.',
        resolve: countOf('done'),
      }),
      refused: t.int({
        description: 'How many have a problem as their result, or would have, in a dry run.',
        resolve: countOf('refused'),
      }),
      failed: t.int({
        description: 'For how many PostHog could not be asked.',
        resolve: countOf('failed'),
      }),
      skipped: t.int({ description: 'How many were not tried.', resolve: countOf('skipped') }),
    }),
  });

mutationField('bulkExperimentAction', {
  description:
    'Does one thing with many experiments, each with an outcome of its own. 1 upstream call per experiment: PostHog has no bulk call for it.',
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
      faults.add('variantKey', 'REQUIRED', 'Say which variant to ship.');
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
    return run.once(work, {
      hasChanged: ({ outcomes }) => input.dryRun !== true && outcomes.some(mayHaveChanged),
    });
  },
});
