import { useState } from 'react';
import { Link } from 'wouter';
import { part } from '../loading/part.tsx';

/** Loaded with the first copy that somebody wants to make. */
const DuplicateDialog = part(() => import('./duplicate-dialog.tsx'));

interface ExperimentLinksProps {
  readonly id: string;
  readonly name: string | null;
  readonly featureFlagKey: string | null;
}

/** Edit and duplicate, beside the actions of an experiment. */
export function ExperimentLinks({ id, name, featureFlagKey }: ExperimentLinksProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Link className="button" href={`/experiments/${id}/edit`}>
        Edit
      </Link>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Duplicate …
      </button>
      {isOpen && (
        <DuplicateDialog
          fallback={null}
          id={id}
          name={name ?? ''}
          featureFlagKey={featureFlagKey ?? ''}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
