import { builder } from '../../core/builder.ts';
import { notStoredField } from '../../mutations/not-stored-field.ts';
import type { PayloadBase } from '../../mutations/run.ts';
import { HoldoutRef, type HoldoutNode } from './ref.ts';

/** The payload of a mutation that answers a holdout. */
export interface HoldoutPayload extends PayloadBase {
  readonly holdout: HoldoutNode;
  readonly reconciled: boolean;
  /** Paths of what was sent that PostHog did not store, in its names. */
  readonly notStored: readonly string[];
}

/** Declares the payload of a mutation that answers a holdout. */
export function holdoutPayload(name: string, description: string) {
  return builder.objectRef<HoldoutPayload>(name).implement({
    description,
    fields: (t) => ({
      holdout: t.field({
        type: HoldoutRef,
        description: 'The holdout in its current state.',
        resolve: ({ holdout }) => holdout,
      }),
      reconciled: t.exposeBoolean('reconciled', {
        description:
          "True if PostHog's response was lost and reading the holdout back showed that the change was made.",
      }),
      notStored: notStoredField(t),
    }),
  });
}
