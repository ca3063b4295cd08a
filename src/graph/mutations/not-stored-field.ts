import type { Types } from '../core/builder.ts';

interface Stored {
  readonly notStored: readonly string[];
}

/** The field of a payload that says which parts of its input PostHog did not store. */
export const notStoredField = <Payload extends Stored>(
  t: Pick<PothosSchemaTypes.ObjectFieldBuilder<Types, Payload>, 'stringList'>,
) =>
  t.stringList({
    description:
      'Paths of what was sent that PostHog did not store, in its own names, such as `metrics.0.conversion_window_unit`. Servers drop fields they do not know, without an error. Empty if everything was stored.',
    resolve: ({ notStored }) => [...notStored],
  });
