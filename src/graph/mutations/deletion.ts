import { builder } from '../core/builder.ts';
import { encodeGlobalId, localId, type PostHogKey } from '../core/global-id.ts';
import type { PayloadBase } from './run.ts';

/** The payload of a mutation after which the object is gone for good. */
export interface DeletedPayload extends PayloadBase {
  readonly key: PostHogKey;
  readonly reconciled: boolean;
}

/** Declares the payload of a deletion that cannot be taken back. */
export function deletedPayload(name: string, type: string, what: string) {
  return builder.objectRef<DeletedPayload>(name).implement({
    description: `Returned on success when deleting a ${what}.`,
    fields: (t) => ({
      deletedId: t.id({
        description: `The \`id\` of the deleted ${what}. It no longer refers to anything.`,
        resolve: ({ key }) => encodeGlobalId(type, localId(key)),
      }),
      reconciled: t.exposeBoolean('reconciled', {
        description: `True if PostHog's response was lost and a subsequent lookup showed that the ${what} no longer exists.`,
      }),
    }),
  });
}
