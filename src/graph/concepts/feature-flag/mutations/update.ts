import { builder } from '../../../core/builder.ts';
import { GUARDED_PROBLEMS, mutationField } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { includes } from '../../../mutations/includes.ts';
import { foundOrNull, write } from '../../../mutations/write.ts';
import { afterFlagWrite } from '../../experiment/after-write.ts';
import type { FullFlag } from '../loader.ts';
import { FeatureFlagRef, type FeatureFlagNode } from '../ref.ts';
import { changesPart, checkTargeting, targetingFields, targetingToWire } from '../targeting.ts';

const UpdateFeatureFlagInput = builder.inputType('UpdateFeatureFlagInput', {
  description:
    'The changes to a feature flag. Omitted fields do not change. Changes take effect immediately for everyone.',
  fields: (t) => ({
    id: t.id({ required: true, description: "The flag's `id`, or PostHog's number for it." }),
    key: t.string({ description: 'New key. Code that evaluates the old key gets the fallback.' }),
    name: t.string({ description: 'Description of the flag, which PostHog calls its `name`.' }),
    active: t.boolean({
      description:
        'Turns the flag on or off. Turning it off pauses running experiments that use it.',
    }),
    ...targetingFields(t),
    tags: t.stringList({ description: 'Tags. Replaces all existing ones.' }),
    evaluationContexts: t.stringList({
      description: 'Names of the contexts the flag is evaluated in. Replaces all existing ones.',
    }),
    isRemoteConfiguration: t.boolean({
      description: 'Whether the flag returns a payload (remote configuration) instead of variants.',
    }),
    deleted: t.boolean({
      description:
        'True soft-deletes the flag, so that everyone gets the fallback. False restores it.',
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
  description: 'Returned by `updateFeatureFlag` on success.',
  fields: (t) => ({
    featureFlag: t.field({
      type: FeatureFlagRef,
      description: 'The complete flag in its current state.',
      resolve: ({ featureFlag }) => featureFlag,
    }),
    reconciled: t.exposeBoolean('reconciled', {
      description:
        "True if PostHog's response was lost and reading the flag back showed that the change was made.",
    }),
  }),
});

mutationField('updateFeatureFlag', {
  description:
    'Changes a feature flag. Costs 1 upstream call, or 2 if `variants` or `releaseConditions` change, because PostHog replaces the whole targeting. Requires approval if a policy covers the flag.',
  input: UpdateFeatureFlagInput,
  payload: Payload,
  problems: ['LifecycleConflict', ...GUARDED_PROBLEMS],
  destructive: true,
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
    run.about({ projectId });
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
