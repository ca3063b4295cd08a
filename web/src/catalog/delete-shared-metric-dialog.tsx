import type { SharedMetricRowFragment } from '../writing/generated/graphql.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { DeleteSharedMetricDocument } from './documents.ts';
import { SharedMetricUsers } from './shared-metric-users.tsx';

interface DeleteSharedMetricDialogProps {
  readonly metric: SharedMetricRowFragment;
  readonly done: () => void;
  readonly close: () => void;
}

/** Deletes a shared metric, after saying which experiments lose it. */
export function DeleteSharedMetricDialog({ metric, done, close }: DeleteSharedMetricDialogProps) {
  return (
    <DeleteDialog
      id={metric.id}
      name={metric.name}
      about="It is deleted for good, and every experiment that uses it loses it with its results."
      saveLabel="Delete metric"
      mutation={DeleteSharedMetricDocument}
      done={done}
      close={close}
    >
      <SharedMetricUsers id={metric.id} />
    </DeleteDialog>
  );
}
