import type { OperationArguments, OperationId } from '../../posthog/client.ts';
import { builder } from '../core/builder.ts';
import { encodeGlobalId, localId, type PostHogKey } from '../core/global-id.ts';
import type { GraphContext } from '../context/context.ts';
import { idempotencyField, projectField } from './common-inputs.ts';
import { GUARDED_PROBLEMS, mutationField, pascal, PLAIN_PROBLEMS } from './define-mutation.ts';
import type { PayloadBase } from './run.ts';
import { foundOrNull, write } from './write.ts';

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** For a field with the id of an object that was deleted: the type of the object. */
    deletes?: string;
  }
}

/** The payload of a mutation that deletes an object permanently. */
interface DeletedPayload extends PayloadBase {
  readonly key: PostHogKey;
  readonly reconciled: boolean;
}

/** A kind of object that is deleted permanently by its `id`. */
export interface Deletion {
  /** Its type in the schema. */
  readonly type: string;
  /** What descriptions call it, such as `shared metric`. */
  readonly what: string;
  /** What the mutation does, with the number of upstream calls. */
  readonly description: string;
  readonly destroy: OperationId & `${string}_destroy`;
  /** Reads one; a 404 shows that it was deleted. */
  readonly retrieve: OperationId & `${string}_retrieve`;
  /** True where an approval policy of the organisation may guard it. */
  readonly guarded?: true;
  /** Evicts what this request has read of the object and of those that used it. */
  readonly forget: (context: GraphContext, key: PostHogKey) => void;
}

/** Declares a mutation that deletes an object permanently: input, payload, result and resolver. 1 upstream call. */
export function deletionMutation(field: string, deletion: Deletion): void {
  const { type, what, description, destroy, retrieve, forget } = deletion;
  const typename = `${pascal(field)}Payload`;
  const input = builder.inputType(`${pascal(field)}Input`, {
    description: `The ${what} to delete.`,
    fields: (t) => ({
      id: t.id({
        required: true,
        description: `The ${what}'s \`id\`, or PostHog's number for it.`,
      }),
      projectId: projectField(t),
      idempotencyKey: idempotencyField(t),
    }),
  });
  mutationField(field, {
    description,
    input,
    payload: deletedPayload(typename, type, what),
    problems: deletion.guarded ? GUARDED_PROBLEMS : PLAIN_PROBLEMS,
    destructive: true,
    calls: () => [destroy],
    resolve: async (run, { id }) => {
      const { context } = run;
      const key = run.key(type, id);
      run.raiseFaults();
      // Both operations name the object by the same path; TypeScript cannot see it while they are open.
      const place = {
        path: { project_id: key.projectId, id: key.posthogId },
      } as OperationArguments<typeof destroy | typeof retrieve>;
      return write<'deleted', DeletedPayload>(run, {
        send: async () => {
          await context.posthog.call(destroy, place);
          return 'deleted';
        },
        find: async () =>
          (await foundOrNull(context.posthog.call(retrieve, place))) ? null : 'deleted',
        answer: (_deleted, reconciled) => {
          forget(context, key);
          return { typename, key, reconciled };
        },
      });
    },
  });
}

function deletedPayload(name: string, type: string, what: string) {
  return builder.objectRef<DeletedPayload>(name).implement({
    description: `Returned on success when deleting a ${what}.`,
    fields: (t) => ({
      deletedId: t.id({
        description: `The \`id\` of the deleted ${what}. It no longer refers to anything.`,
        extensions: { deletes: type },
        resolve: ({ key }) => encodeGlobalId(type, localId(key)),
      }),
      reconciled: t.exposeBoolean('reconciled', {
        description: `True if PostHog's response was lost and a subsequent lookup showed that the ${what} no longer exists.`,
      }),
    }),
  });
}
