import { notStored } from '../../../../posthog/http/decoding/not-stored.ts';
import { builder } from '../../../core/builder.ts';
import type { Wire } from '../../../core/wire.ts';
import type { InputFaults } from '../../../mutations/input-faults.ts';
import { ALL_PROBLEMS, mutationField } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { write } from '../../../mutations/write.ts';
import { forgetExperiment, afterExperimentWrite } from '../after-write.ts';
import { DONE } from '../lifecycle/outcome.ts';
import { experimentPayload } from '../payload.ts';
import { fetchExperimentNow } from '../fetch-now.ts';
import { matchesUpdate } from '../matches-update.ts';
import { writeBody } from '../write-body.ts';
import { checkNulls, checkWrite } from '../write-check.ts';
import { writeFields } from '../write-fields.ts';

const UpdateExperimentInput = builder.inputType('UpdateExperimentInput', {
  description:
    'The changes to an experiment. Omitted fields do not change; null clears a field where PostHog permits it.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: "The experiment's `id`, or PostHog's number for it.",
    }),
    name: t.string({ description: 'New name, up to 400 characters.' }),
    ...writeFields(t),
    archived: t.boolean({
      description:
        'Archives or unarchives the experiment without the checks of `archiveExperiment` and without changing its flag.',
    }),
    updateFeatureFlag: t.boolean({
      description:
        'Must be true to change the flag (`variants`, `rolloutPercentage` …) of a launched experiment.',
    }),
    expectedVersion: t.int({
      description:
        'Change it only if it is still at this `version`; otherwise the result is a VersionConflict. PostHog compares the versions itself.',
    }),
    originalExperiment: t.field({
      type: 'JSON',
      description:
        "The fields as they were when `expectedVersion` was read, in PostHog's format. With them, PostHog merges the change with what others have changed since, and answers a VersionConflict only where both changed the same field. Requires `expectedVersion`.",
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

const PAYLOAD = 'UpdateExperimentPayload';

mutationField('updateExperiment', {
  description:
    'Changes an experiment, and its flag if the input contains flag settings. Costs 1 upstream call.',
  input: UpdateExperimentInput,
  payload: experimentPayload(PAYLOAD, 'Returned by `updateExperiment` on success.'),
  problems: ALL_PROBLEMS,
  destructive: true,
  calls: () => ['experiments_partial_update'],
  bringsDetail: true,
  project: 'answered',
  resolve: async (run, input) => {
    const { context, faults } = run;
    const key = run.key('Experiment', input.id);
    faults.range('expectedVersion', input.expectedVersion, { min: 0 });
    checkSnapshot(faults, input);
    checkNulls(faults, input);
    const references = checkWrite(faults, input, key.projectId);
    run.raiseFaults();
    run.about({ experiment: key, expectedVersion: input.expectedVersion });
    const body = {
      ...writeBody(input, references),
      name: input.name ?? undefined,
      archived: input.archived ?? undefined,
      update_feature_flag_params: input.updateFeatureFlag ?? undefined,
      version: input.expectedVersion ?? undefined,
      original_experiment: snapshotOf(input.originalExperiment),
    };
    forgetExperiment(context, key);
    return write(run, {
      send: () =>
        context.posthog.call('experiments_partial_update', {
          path: { project_id: key.projectId, id: key.posthogId },
          body,
        }),
      find: async () => {
        const row = await fetchExperimentNow(context, key);
        return row && matchesUpdate(row, body) ? row : null;
      },
      answer: (row, reconciled) => ({
        ...DONE,
        typename: PAYLOAD,
        experiment: afterExperimentWrite(context, key.projectId, row),
        notStored: notStored('experiments_partial_update', body, row),
        reconciled,
      }),
    });
  },
});

type Snapshot = Wire['PatchedExperimentWrite']['original_experiment'];

/** PostHog ignores a snapshot without the version it belongs to. */
function checkSnapshot(
  faults: InputFaults,
  { originalExperiment, expectedVersion }: typeof UpdateExperimentInput.$inferInput,
): void {
  if (originalExperiment == null) return;
  if (typeof originalExperiment !== 'object' || Array.isArray(originalExperiment)) {
    faults.add('originalExperiment', 'INVALID_INPUT', 'Send an object with the fields as read.');
  }
  if (expectedVersion == null) {
    faults.add('expectedVersion', 'REQUIRED', 'Send the version that the fields were read at.');
  }
}

const snapshotOf = (sent: unknown): Snapshot => (sent ?? undefined) as Snapshot;
