import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { ago, plural } from '../../format.ts';
import { dateTime } from '../date-time.ts';
import { Problem } from '../../shell/problem.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { HistoryDocument } from './history-document.ts';
import type { HistoryEntryFragment } from '../generated/graphql.ts';
import { changeOf, deedOf, whoOf } from './history-words.ts';
import { useNow } from '../../live/use-now.ts';

interface HistoryProps {
  /** `id` of the experiment. */
  readonly id: string;
}

/** Who changed what and when. Read when somebody opens it: a page takes a call. */
export function History({ id }: HistoryProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open || isOpen)}>
      <summary>
        <h2>History</h2>
      </summary>
      {isOpen && <Entries id={id} />}
    </details>
  );
}

function Entries({ id }: HistoryProps) {
  const now = useNow();
  const { data, error, loading, refetch, fetchMore } = useQuery(HistoryDocument, {
    variables: { id },
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const activity = data?.experiment?.activity;
  const entries = (activity?.nodes ?? []).filter((entry) => entry !== null);
  const { hasNextPage, endCursor } = activity?.pageInfo ?? {};
  return (
    <>
      {activity && (
        <p className="quiet small" role="status">
          {entries.length === 0
            ? 'Nothing was logged.'
            : `${entries.length} of ${plural(activity.totalCount ?? entries.length, 'change', 'changes')}, the newest first`}
        </p>
      )}
      <ol className="history-list">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} now={now} />
        ))}
      </ol>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {loading && <Waiting label="Reading the history" lines={3} />}
      {hasNextPage === true && !loading && (
        <button
          type="button"
          className="button"
          onClick={() => void fetchMore({ variables: { after: endCursor } })}
        >
          Show more
        </button>
      )}
    </>
  );
}

function Entry({ entry, now }: { readonly entry: HistoryEntryFragment; readonly now: Date }) {
  const { createdAt, detail } = entry;
  const changes = detail?.changes ?? [];
  return (
    <li>
      <p>
        <strong>{whoOf(entry)}</strong> {deedOf(entry)}
        {createdAt !== null && (
          <time dateTime={createdAt} className="quiet small">
            {ago(createdAt, now)}, {dateTime(createdAt)}
          </time>
        )}
      </p>
      {changes.length > 0 && (
        <ul>
          {changes.map((change, index) => (
            <li key={`${change.field} ${index}`}>{changeOf(change)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
