import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { plural, share } from '../format.ts';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import type { HoldoutRowFragment } from '../writing/generated/graphql.ts';
import { DeleteHoldoutDialog } from './delete-holdout-dialog.tsx';
import { HoldoutsDocument } from './documents.ts';
import { HOLDOUT_PLACE, HoldoutDialog } from './holdout-dialog.tsx';
import { HoldoutUsers } from './holdout-users.tsx';
import { useBegunDialog } from './use-dialog-draft.ts';
import { useHoldoutUses } from './use-holdout-uses.ts';
import '../styles/writing.css';

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'delete'; readonly holdout: HoldoutRowFragment };

/** The holdouts of the project: people who see none of several experiments. */
export default function HoldoutsPage() {
  const { data, error, refetch, fetchMore, loading } = useQuery(HoldoutsDocument, {
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const uses = useHoldoutUses();
  const begun = useBegunDialog<HoldoutRowFragment>(HOLDOUT_PLACE);
  const [open, setOpen] = useState<Open | undefined>(
    begun && (begun.row ? { kind: 'edit', holdout: begun.row } : { kind: 'new' }),
  );
  useEffect(() => {
    document.title = 'Holdouts – Experiments';
  }, []);
  const list = data?.holdouts;
  const holdouts = (list?.nodes ?? []).filter((node) => node !== null) as HoldoutRowFragment[];
  const after = list?.pageInfo?.hasNextPage ? list.pageInfo.endCursor : undefined;
  const close = () => setOpen(undefined);
  return (
    <>
      <div className="page-head">
        <h1>Holdouts</h1>
        <button
          type="button"
          className="button"
          data-kind="main"
          onClick={() => setOpen({ kind: 'new' })}
        >
          New holdout …
        </button>
      </div>
      <p className="lead">
        People in a holdout see none of the experiments that use it, so that the effect of all of
        them together can be measured.
      </p>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Reading holdouts" lines={3} />}
      {list && (
        <p className="count" role="status">
          {plural(list.totalCount ?? holdouts.length, 'holdout')}
        </p>
      )}
      {list && holdouts.length === 0 && (
        <section className="notice">
          <h2>No holdouts yet</h2>
          <p>Create one, and choose it in an experiment before its launch.</p>
        </section>
      )}
      <ul className="cards">
        {holdouts.map((holdout) => (
          <li key={holdout.id} className="card">
            <header>
              <h2>{holdout.name}</h2>
              <span className="quiet">{sizeOf(holdout)}</span>
            </header>
            {holdout.description && <p>{holdout.description}</p>}
            <HoldoutUsers id={holdout.id} uses={uses} />
            <div className="row">
              <button
                type="button"
                className="button"
                onClick={() => setOpen({ kind: 'edit', holdout })}
              >
                Edit<span className="unseen"> {holdout.name}</span> …
              </button>
              <button
                type="button"
                className="button"
                data-kind="grave"
                onClick={() => setOpen({ kind: 'delete', holdout })}
              >
                Delete<span className="unseen"> {holdout.name}</span> …
              </button>
            </div>
          </li>
        ))}
      </ul>
      {after != null && (
        <button
          type="button"
          className="button more"
          disabled={loading}
          onClick={() => void fetchMore({ variables: { after } })}
        >
          Show more
        </button>
      )}
      {open?.kind === 'new' && (
        <HoldoutDialog holdout={undefined} uses={uses} done={() => void refetch()} close={close} />
      )}
      {open?.kind === 'edit' && (
        <HoldoutDialog holdout={open.holdout} uses={uses} done={() => undefined} close={close} />
      )}
      {open?.kind === 'delete' && (
        <DeleteHoldoutDialog
          holdout={open.holdout}
          uses={uses}
          done={() => void refetch()}
          close={close}
        />
      )}
    </>
  );
}

function sizeOf({ exclusionPercentage, groups }: HoldoutRowFragment): string {
  const left = exclusionPercentage == null ? '–' : share(exclusionPercentage / 100);
  const count = groups?.length ?? 1;
  return count > 1 ? `${left} of the first of ${count} groups left out` : `${left} left out`;
}
