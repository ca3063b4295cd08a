import type { HoldoutRowFragment } from '../writing/generated/graphql.ts';
import { DeleteDialog } from './delete-dialog.tsx';
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
  return (
    <DeleteDialog
      id={holdout.id}
      name={holdout.name}
      about="It is deleted for good, and removed from its experiments and their flags: people held out so far can then see these experiments."
      saveLabel="Delete holdout"
      mutation={DeleteHoldoutDocument}
      done={done}
      close={close}
    >
      <HoldoutUsers id={holdout.id} uses={uses} />
    </DeleteDialog>
  );
}
