import '../../styles/live.css';
import '../../styles/list-live.css';
import { useEffect } from 'react';
import { ago, timeOfDay } from '../../format.ts';
import { failureOf } from '../../graph/failure.ts';
import type { StaleReason } from '../../generated/graphql.ts';
import type { ExperimentList, ListState } from '../experiment-list.ts';
import { useListChanges } from './use-list-changes.ts';
import { useNow } from '../../live/use-now.ts';
import { useRefreshOnFocus } from './use-refresh-on-focus.ts';

interface LiveListProps {
  readonly list: ExperimentList;
  readonly state: ListState;
}

/** Seconds after which a list is read again that the API had to answer from an older reading. */
const STALE_WAIT = 30;

/** Keeps the list up to date, and says how old it is where that does not succeed. */
export default function LiveList({ list, state }: LiveListProps) {
  const badge = useListChanges(list.refresh);
  useRefreshOnFocus(list.refresh);
  const { error, retryAt, rows } = state;
  const stale = error === undefined ? rows?.find(({ isStale }) => isStale) : undefined;
  const isStale = stale !== undefined;
  useEffect(() => {
    if (!isStale) return undefined;
    const timer = setInterval(list.refresh, STALE_WAIT * 1_000);
    return () => clearInterval(timer);
  }, [list, isStale]);
  return (
    <>
      <span className="live" data-state={badge.state}>
        {badge.words}
      </span>
      {(error !== undefined || stale) && (
        <p className="list-age" role="status">
          {error === undefined
            ? staleWords[stale?.staleReason ?? 'UPSTREAM_DOWN']
            : titleWords(error)}{' '}
          <Age rows={rows ?? []} /> {retryAt && `It is read again at ${timeOfDay(retryAt)}. `}
          {stale && `It is read again within ${STALE_WAIT} seconds. `}
          <button type="button" className="plain" onClick={list.refresh}>
            Read it now
          </button>
        </p>
      )}
    </>
  );
}

const titleWords = (error: unknown) => `${failureOf(error).title}.`;

const staleWords: Readonly<Partial<Record<StaleReason, string>>> = {
  BUDGET_SPENT: 'The budget of calls is used up.',
  RATE_LIMITED: 'PostHog asks to slow down.',
  UPSTREAM_DOWN: 'PostHog is not answering.',
};

/** How old the oldest row is, in words. */
function Age({ rows }: { readonly rows: readonly { readonly asOf: string }[] }) {
  const now = useNow();
  if (rows.length === 0) return null;
  const oldest = Math.min(...rows.map(({ asOf }) => Date.parse(asOf)));
  return <>This list is from {ago(oldest, now)}.</>;
}
