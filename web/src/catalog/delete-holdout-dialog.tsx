import { useApolloClient } from '@apollo/client/react';
import { refusalOf } from '../writing/faults.ts';
import { FormDialog } from '../writing/form-dialog.tsx';
import type { HoldoutRowFragment } from '../writing/generated/graphql.ts';
import { useIdempotencyKey } from '../writing/use-idempotency-key.ts';
import { DeleteHoldoutDocument } from './documents.ts';
import { HoldoutUsers } from './holdout-users.tsx';
import type { HoldoutUses } from './use-holdout-uses.ts';

interface DeleteHoldoutDialogProps {
  readonly holdout: HoldoutRowFragment;
  readonly uses: HoldoutUses;
  readonly done: () => void;
  readonly close: () => void;
}

/** Deletes a holdout, after saying what that does to the experiments that use it. */
export function DeleteHoldoutDialog({ holdout, uses, done, close }: DeleteHoldoutDialogProps) {
  const client = useApolloClient();
  const keyOf = useIdempotencyKey();
  async function send() {
    const input = { id: holdout.id };
    const { data } = await client.mutate({
      mutation: DeleteHoldoutDocument,
      variables: { input: { ...input, idempotencyKey: keyOf(input) } },
    });
    const refusal = refusalOf(data?.outcome);
    if (!refusal) done();
    return refusal;
  }
  return (
    <FormDialog
      title={`Delete: ${holdout.name}`}
      about="It is deleted for good, and removed from its experiments and their flags: people held out so far can then see these experiments."
      saveLabel="Delete holdout"
      isGrave
      send={send}
      close={close}
    >
      <HoldoutUsers id={holdout.id} uses={uses} />
    </FormDialog>
  );
}
