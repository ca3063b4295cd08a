import type { ObjectRef } from '@pothos/core';
import { builder, type Types } from '../../core/builder.ts';
import type { GraphContext } from '../../context/context.ts';
import { currentProjectNumber } from '../../core/current-project.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import type { PayloadBase } from '../../mutations/run.ts';
import { numbered } from './in-project.ts';
import { notStoredField } from '../../mutations/not-stored-field.ts';
import { DryRunRef } from './lifecycle/dry-run.ts';
import type { LifecycleOutcome } from './lifecycle/outcome.ts';
import { CURRENT } from '../../planner/current-project.ts';
import { ExperimentRef, type ExperimentNode } from './ref.ts';

/** The payload of a mutation that answers an experiment. */
export interface ExperimentPayload extends PayloadBase, LifecycleOutcome {}

export const ExperimentPayloadRef = builder
  .interfaceRef<ExperimentPayload>('ExperimentPayload')
  .implement({
    description: 'Returned on success by every mutation of a single experiment.',
    resolveType: ({ typename }) => typename,
    fields: (t) => ({
      experiment: t.field({
        type: ExperimentRef,
        description: 'The experiment in its current state, or unchanged after a dry run.',
        resolve: ({ experiment }, _args, context) =>
          numbered(context, experiment as ExperimentNode),
      }),
      ...commonFields(t),
    }),
  });

function commonFields(
  t: Pick<
    PothosSchemaTypes.ObjectFieldBuilder<Types, ExperimentPayload>,
    'field' | 'boolean' | 'stringList'
  >,
) {
  return {
    dryRun: t.field({
      type: DryRunRef,
      description: 'What would have happened. Null unless the input requested a dry run.',
      nullable: true,
      resolve: ({ dryRun }: ExperimentPayload) => dryRun,
    }),
    reconciled: t.boolean({
      description:
        "True if PostHog's response was lost and reading the experiment back showed that the change was made.",
      resolve: ({ reconciled }: ExperimentPayload) => reconciled,
    }),
    replayed: t.boolean({
      description: 'True if this is the response to an earlier call with the same idempotency key.',
      resolve: ({ replayed }: ExperimentPayload) => replayed,
    }),
    notStored: notStoredField(t),
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

/**
 * Declares the payload of a mutation after which, or before which, the experiment may be unreadable.
 * @param deletes whether the mutation can delete the experiment
 */
export function deletionPayload(
  name: string,
  description: string,
  deletes: boolean,
): ObjectRef<Types, ExperimentPayload> {
  return builder.objectRef<ExperimentPayload>(name).implement({
    description,
    fields: (t) => ({
      ...(deletes && {
        deletedId: t.id({
          description:
            'The `id` of the experiment that was deleted, for caches. Null if none was, as in a dry run.',
          nullable: true,
          extensions: { deletes: 'Experiment' },
          resolve: (outcome, _args, context) => deletedId(context, outcome),
        }),
      }),
      experiment: t.field({
        type: ExperimentRef,
        description:
          'The experiment as PostHog returned it. Null if PostHog returned none, as deleted experiments cannot be read.',
        nullable: true,
        resolve: ({ experiment }, _args, context) => experiment && numbered(context, experiment),
      }),
      ...commonFields(t),
    }),
  });
}

/** The id of a deleted experiment, with the number of its project, which the experiment itself says if it can be read. */
async function deletedId(
  context: GraphContext,
  { deleted, experiment }: Pick<LifecycleOutcome, 'deleted' | 'experiment'>,
) {
  if (!deleted) return null;
  let { projectId } = deleted;
  if (projectId === CURRENT)
    projectId = experiment
      ? (await numbered(context, experiment)).projectId
      : await currentProjectNumber(context)();
  return encodeGlobalId('Experiment', localId({ ...deleted, projectId }));
}

/** Turns the outcome of an action into the payload of this type name. */
export const asPayload = (typename: string, performed: LifecycleOutcome): ExperimentPayload => ({
  typename,
  ...performed,
});
