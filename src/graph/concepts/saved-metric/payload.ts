import { builder } from '../../core/builder.ts';
import { notStoredField } from '../../mutations/not-stored-field.ts';
import type { PayloadBase } from '../../mutations/run.ts';
import { SavedMetricRef, type SavedMetricNode } from './ref.ts';

/** The payload of a mutation that answers a shared metric. */
export interface SavedMetricPayload extends PayloadBase {
  readonly savedMetric: SavedMetricNode;
  readonly reconciled: boolean;
  /** Paths of what was sent that PostHog did not store, in its names. */
  readonly notStored: readonly string[];
}

/** Declares the payload of a mutation that answers a shared metric. */
export function savedMetricPayload(name: string, description: string) {
  return builder.objectRef<SavedMetricPayload>(name).implement({
    description,
    fields: (t) => ({
      savedMetric: t.field({
        type: SavedMetricRef,
        description: 'The shared metric in its current state.',
        resolve: ({ savedMetric }) => savedMetric,
      }),
      reconciled: t.exposeBoolean('reconciled', {
        description:
          "True if PostHog's response was lost and reading the metric back showed that the change was made.",
      }),
      notStored: notStoredField(t),
    }),
  });
}
