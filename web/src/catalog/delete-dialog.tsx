import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { refusalOf, type Outcome } from '../writing/faults.ts';
import { FormDialog } from '../writing/form-dialog.tsx';
import { useIdempotencyKey } from '../writing/use-idempotency-key.ts';

interface DeleteDialogProps {
  readonly id: string;
  readonly name: string | null;
  /** What deleting it does. */
  readonly about: string;
  readonly saveLabel: string;
  readonly mutation: TypedDocumentNode<
    { readonly outcome: Outcome<{ readonly deletedId: string }> },
    { readonly input: { readonly id: string; readonly idempotencyKey: string } }
  >;
  readonly done: () => void;
  readonly close: () => void;
  /** The experiments that use it. */
  readonly children: ReactNode;
}

/** Deletes something, after saying what that does to the experiments that use it. */
export function DeleteDialog(props: DeleteDialogProps) {
  const { id, name, about, saveLabel, mutation, done, close, children } = props;
  const client = useApolloClient();
  const keyOf = useIdempotencyKey();
  async function send() {
    const input = { id, idempotencyKey: keyOf({ id }) };
    const { data } = await client.mutate({ mutation, variables: { input } });
    const refusal = refusalOf(data?.outcome);
    if (!refusal) done();
    return refusal;
  }
  return (
    <FormDialog
      title={`Delete: ${name}`}
      about={about}
      saveLabel={saveLabel}
      isGrave
      send={send}
      close={close}
    >
      {children}
    </FormDialog>
  );
}
