import { useApolloClient } from '@apollo/client/react';
import { refusalOf } from '../writing/faults.ts';
import { FormDialog } from '../writing/form-dialog.tsx';
import type { SharedMetricRowFragment } from '../writing/generated/graphql.ts';
import { useIdempotencyKey } from '../writing/use-idempotency-key.ts';
import { DeleteSharedMetricDocument } from './documents.ts';
import { SharedMetricUsers } from './shared-metric-users.tsx';

interface DeleteSharedMetricDialogProps {
  readonly metric: SharedMetricRowFragment;
  readonly done: () => void;
  readonly close: () => void;
}

/** Deletes a shared metric, after saying which experiments lose it. */
export function DeleteSharedMetricDialog({ metric, done, close }: DeleteSharedMetricDialogProps) {
  const client = useApolloClient();
  const keyOf = useIdempotencyKey();
  async function send() {
    const input = { id: metric.id };
    const { data } = await client.mutate({
      mutation: DeleteSharedMetricDocument,
      variables: { input: { ...input, idempotencyKey: keyOf(input) } },
    });
    const refusal = refusalOf(data?.outcome);
    if (!refusal) done();
    return refusal;
  }
  return (
    <FormDialog
      title={`Delete: ${metric.name}`}
      about="It is deleted for good, and every experiment that uses it loses it with its results."
      saveLabel="Delete metric"
      isGrave
      send={send}
      close={close}
    >
      <SharedMetricUsers id={metric.id} />
    </FormDialog>
  );
}
