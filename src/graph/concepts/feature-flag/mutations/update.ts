import { builder } from '../../../core/builder.ts';
import { mutationField } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { includes } from '../../../mutations/includes.ts';
import { foundOrNull, write } from '../../../mutations/write.ts';
import { afterFlagWrite } from '../../experiment/after-write.ts';
import type { FullFlag } from '../loader.ts';
import { FeatureFlagRef, type FeatureFlagNode } from '../ref.ts';
import { changesPart, checkTargeting, targetingFields, targetingToWire } from '../targeting.ts';

const UpdateFeatureFlagInput = builder.inputType('UpdateFeatureFlagInput', {
  description:
    'What to change of a feature flag. What is left out stays. Changes take effect at once for everybody.',
  fields: (t) => ({
    id: t.id({ required: true, description: "The flag's `id`, or PostHog's number for it." }),
    key: t.string({ description: 'New key. Code that asks for the old one gets the fallback.' }),
    name: t.string({ description: "What the flag is for: PostHog's `name` of a flag." }),
    active: t.boolean({
      description: 'Turns the flag on or off. Off pauses the experiments that run on it.',
    }),
    ...targetingFields(t),
    tags: t.stringList({ description: 'Tags. Replaces all of them.' }),
    evaluationContexts: t.stringList({
      description: 'Names of the contexts it is evaluated in. Replaces all of them.',
    }),
    isRemoteConfiguration: t.boolean({
      description: 'True makes it hand out a payload instead of variants.',
    }),
    deleted: t.boolean({
      description: 'True deletes the flag softly: everybody gets the fallback. False restores it.',
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

interface UpdateFeatureFlagPayload {
  readonly typename: string;
  readonly featureFlag: FeatureFlagNode;
  readonly reconciled: boolean;
}

const Payload = builder.objectRef<UpdateFeatureFlagPayload>('UpdateFeatureFlagPayload').implement({
  description: 'What `updateFeatureFlag` answers when it was not refused.',
  fields: (t) => ({
    featureFlag: t.field({
      type: FeatureFlagRef,
      description: 'The whole flag as it is now.',
      resolve: ({ featureFlag }) => featureFlag,
    }),
    reconciled: t.exposeBoolean('reconciled', {
      description:
        "True when PostHog's answer did not arrive and the flag, read back, shows that it was done.",
    }),
  }),
});

mutationField('updateFeatureFlag', {
  description:
    'Changes a feature flag. 1 upstream call; 2 when `variants` or `releaseConditions` change, because PostHog replaces the whole targeting. Asks for approval where a policy guards the flag.',
  input: UpdateFeatureFlagInput,
  payload: Payload,
  problems: ['ValidationProblem', 'ApprovalRequired', 'NotFoundProblem', 'PermissionDenied'],
  calls: (input) =>
    changesPart(input)
      ? ['feature_flags_retrieve', 'feature_flags_partial_update']
      : ['feature_flags_partial_update'],
  resolve: async (run, input) => {
    const { context, faults } = run;
    const key = run.key('FeatureFlag', input.id);
    faults.text('key', input.key, { max: 400 });
    checkTargeting(faults, input);
    run.raiseFaults();
    const { projectId, posthogId } = key;
    const path = { project_id: projectId, id: posthogId };
    const read = () => context.posthog.call('feature_flags_retrieve', { path });
    const own = {
      key: input.key ?? undefined,
      name: input.name ?? undefined,
      active: input.active ?? undefined,
      tags: input.tags ?? undefined,
      evaluation_contexts: input.evaluationContexts ?? undefined,
      is_remote_configuration: input.isRemoteConfiguration ?? undefined,
      deleted: input.deleted ?? undefined,
    };
    const bodyOn = (current: FullFlag | null) => ({
      ...own,
      filters: targetingToWire(input, current?.filters),
    });
    return write(run, {
      send: async () =>
        context.posthog.call('feature_flags_partial_update', {
          path,
          body: bodyOn(changesPart(input) ? await read() : null),
        }),
      find: async () => {
        const row = await foundOrNull(read());
        return row && includes(row, bodyOn(row)) ? row : null;
      },
      answer: (row, reconciled) => {
        afterFlagWrite(context, projectId, row);
        return {
          typename: 'UpdateFeatureFlagPayload',
          featureFlag: { projectId, row },
          reconciled,
        };
      },
    });
  },
});
