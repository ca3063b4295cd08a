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
    description: `What deleting a ${what} answers when it was not refused.`,
    fields: (t) => ({
      deletedId: t.id({
        description: `The \`id\` the ${what} had; nothing is found by it any more.`,
        resolve: ({ key }) => encodeGlobalId(type, localId(key)),
      }),
      reconciled: t.exposeBoolean('reconciled', {
        description: `True when PostHog's answer did not arrive, and the ${what} was looked for and is gone.`,
      }),
    }),
  });
}
