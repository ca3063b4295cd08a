import { builder } from '../../core/builder.ts';
import type { PayloadBase } from '../../mutations/run.ts';
import { SavedMetricRef, type SavedMetricNode } from './ref.ts';

/** The payload of a mutation that answers a shared metric. */
export interface SavedMetricPayload extends PayloadBase {
  readonly savedMetric: SavedMetricNode;
  readonly reconciled: boolean;
}

/** Declares the payload of a mutation that answers a shared metric. */
export function savedMetricPayload(name: string, description: string) {
  return builder.objectRef<SavedMetricPayload>(name).implement({
    description,
    fields: (t) => ({
      savedMetric: t.field({
        type: SavedMetricRef,
        description: 'The shared metric as it is now.',
        resolve: ({ savedMetric }) => savedMetric,
      }),
      reconciled: t.exposeBoolean('reconciled', {
        description:
          "True when PostHog's answer did not arrive and the metric, read back, shows that it was done.",
      }),
    }),
  });
}
