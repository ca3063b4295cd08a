import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { plural } from '../format.ts';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import type { SharedMetricRowFragment } from '../writing/generated/graphql.ts';
import { useDebounced } from '../writing/use-debounced.ts';
import { DeleteSharedMetricDialog } from './delete-shared-metric-dialog.tsx';
import { SharedMetricsDocument } from './documents.ts';
import { SharedMetricCard } from './shared-metric-card.tsx';
import { SHARED_METRIC_PLACE, SharedMetricDialog } from './shared-metric-dialog.tsx';
import { useBegunDialog } from './use-dialog-draft.ts';
import '../styles/writing.css';

const TYPING_MS = 300;

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'edit' | 'delete'; readonly metric: SharedMetricRowFragment };

/** The metrics that several experiments of the project can use. */
export default function SharedMetricsPage() {
  const [search, setSearch] = useState('');
  const asked = useDebounced(search.trim(), TYPING_MS);
  const { data, previousData, error, refetch, fetchMore, networkStatus } = useQuery(
    SharedMetricsDocument,
    {
      variables: asked === '' ? {} : { filter: { search: asked } },
      errorPolicy: 'all',
      fetchPolicy: 'cache-and-network',
      nextFetchPolicy: 'cache-first',
      notifyOnNetworkStatusChange: true,
    },
  );
  const begun = useBegunDialog<SharedMetricRowFragment>(SHARED_METRIC_PLACE);
  const [open, setOpen] = useState<Open | undefined>(
    begun && (begun.row ? { kind: 'edit', metric: begun.row } : { kind: 'new' }),
  );
  useEffect(() => {
    document.title = 'Shared metrics – Experiments';
  }, []);
  // While another search is on its way, what was found before stays.
  const list = (data ?? previousData)?.savedMetrics;
  const metrics = (list?.nodes ?? []).filter((node) => node !== null) as SharedMetricRowFragment[];
  const after = list?.pageInfo?.hasNextPage ? list.pageInfo.endCursor : undefined;
  const isReadingMore = networkStatus === NetworkStatus.fetchMore;
  const close = () => setOpen(undefined);
  return (
    <>
      <div className="page-head">
        <h1>Shared metrics</h1>
        <button
          type="button"
          className="button"
          data-kind="main"
          onClick={() => setOpen({ kind: 'new' })}
        >
          New shared metric …
        </button>
      </div>
      <label className="search-field">
        <span className="unseen">Search by name, description or tag</span>
        <input
          type="search"
          placeholder="Search by name, description or tag"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!list && !error && <Waiting label="Reading shared metrics" lines={4} />}
      {list && (
        <p className="count" role="status">
          {plural(list.totalCount ?? metrics.length, 'shared metric')}
        </p>
      )}
      {list && metrics.length === 0 && (
        <section className="notice">
          <h2>{asked === '' ? 'No shared metrics yet' : 'Nothing fits'}</h2>
          <p>
            {asked === ''
              ? 'A metric that several experiments use is defined once here.'
              : 'No shared metric has this in its name, description or tags.'}
          </p>
        </section>
      )}
      <ul className="cards">
        {metrics.map((metric) => (
          <SharedMetricCard
            key={metric.id}
            metric={metric}
            edit={() => setOpen({ kind: 'edit', metric })}
            remove={() => setOpen({ kind: 'delete', metric })}
          />
        ))}
      </ul>
      {after != null && (
        <button
          type="button"
          className="button more"
          disabled={isReadingMore}
          onClick={() => void fetchMore({ variables: { after } })}
        >
          {isReadingMore ? 'Reading …' : 'Show more'}
        </button>
      )}
      {open?.kind === 'new' && (
        <SharedMetricDialog metric={undefined} done={() => void refetch()} close={close} />
      )}
      {open?.kind === 'edit' && (
        <SharedMetricDialog metric={open.metric} done={() => undefined} close={close} />
      )}
      {open?.kind === 'delete' && (
        <DeleteSharedMetricDialog metric={open.metric} done={() => void refetch()} close={close} />
      )}
    </>
  );
}
