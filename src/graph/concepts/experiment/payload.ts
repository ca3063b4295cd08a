import type { ObjectRef } from '@pothos/core';
import { builder, type Types } from '../../core/builder.ts';
import type { PayloadBase } from '../../mutations/run.ts';
import { DryRunRef } from './lifecycle/dry-run.ts';
import type { LifecycleOutcome } from './lifecycle/outcome.ts';
import { ExperimentRef, type ExperimentNode } from './ref.ts';

/** The payload of a mutation that answers an experiment. */
export interface ExperimentPayload extends PayloadBase, LifecycleOutcome {}

export const ExperimentPayloadRef = builder
  .interfaceRef<ExperimentPayload>('ExperimentPayload')
  .implement({
    description: 'What every mutation of one experiment answers when it was not refused.',
    resolveType: ({ typename }) => typename,
    fields: (t) => ({
      experiment: t.field({
        type: ExperimentRef,
        description: 'The experiment as it is now; as it was before, after a dry run.',
        resolve: ({ experiment }) => experiment as ExperimentNode,
      }),
      ...circumstances(t),
    }),
  });

function circumstances(
  t: Pick<PothosSchemaTypes.ObjectFieldBuilder<Types, ExperimentPayload>, 'field' | 'boolean'>,
) {
  return {
    dryRun: t.field({
      type: DryRunRef,
      description: 'What would have happened; null unless the input asked for a dry run.',
      nullable: true,
      resolve: ({ dryRun }: ExperimentPayload) => dryRun,
    }),
    reconciled: t.boolean({
      description:
        "True when PostHog's answer did not arrive and the experiment, read back, shows that it was done.",
      resolve: ({ reconciled }: ExperimentPayload) => reconciled,
    }),
    replayed: t.boolean({
      description: 'True when this is the answer of an earlier call with the same idempotency key.',
      resolve: ({ replayed }: ExperimentPayload) => replayed,
    }),
  };
}

/** Declares the payload of a mutation after which the experiment can always be read. */
export function experimentPayload(
  name: string,
  description: string,
): ObjectRef<Types, ExperimentPayload> {
  return builder
    .objectRef<ExperimentPayload>(name)
    .implement({ description, interfaces: [ExperimentPayloadRef] });
}

/** Declares the payload of a mutation after which, or before which, the experiment may be unreadable. */
export function deletionPayload(
  name: string,
  description: string,
): ObjectRef<Types, ExperimentPayload> {
  return builder.objectRef<ExperimentPayload>(name).implement({
    description,
    fields: (t) => ({
      experiment: t.field({
        type: ExperimentRef,
        description:
          'The experiment as PostHog answered it. Null where PostHog gave none: a deleted one cannot be read.',
        nullable: true,
        resolve: ({ experiment }) => experiment,
      }),
      ...circumstances(t),
    }),
  });
}

/** Names the payload of what was performed. */
export const asPayload = (typename: string, performed: LifecycleOutcome): ExperimentPayload => ({
  typename,
  ...performed,
});
