import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { plural } from '../format.ts';
import type { ExperimentsQuery } from '../generated/graphql.ts';
import { Problem } from '../shell/problem.tsx';
import { ExperimentsDocument } from './documents.ts';
import { Waiting } from '../shell/waiting.tsx';
import { Filters } from './filters.tsx';
import { Row } from './row.tsx';
import { Stats } from './stats.tsx';
import { useListView, type ListView } from './use-list-view.ts';
import { useFindings } from './use-findings.ts';

const PAGE = 12;

/** All experiments, narrowed, ordered, page by page. */
export function ListPage() {
  const view = useListView();
  const { data, error, fetchMore, refetch, networkStatus } = useQuery(ExperimentsDocument, {
    variables: { first: PAGE, filter: view.filter, orderBy: view.order },
    // What could not be read is null and has an error of its own; the rest is shown.
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
    // What was launched on a page of its own shows here when one comes back.
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  useEffect(() => {
    document.title = 'Experiments';
  }, []);
  const list = data?.experiments;
  const after = list?.pageInfo?.hasNextPage ? list.pageInfo.endCursor : undefined;
  return (
    <>
      <div className="page-head">
        <h1>Experiments</h1>
        <Stats />
      </div>
      <Filters view={view} />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {list ? (
        <Experiments list={list as List} view={view} />
      ) : (
        !error && <Waiting label="Reading experiments" lines={8} />
      )}
      {after != null && (
        <button
          type="button"
          className="button more"
          disabled={networkStatus === NetworkStatus.fetchMore}
          onClick={() => void fetchMore({ variables: { after } })}
        >
          {networkStatus === NetworkStatus.fetchMore ? 'Reading …' : 'Show more'}
        </button>
      )}
    </>
  );
}

type List = NonNullable<ExperimentsQuery['experiments']>;

function Experiments({ list, view }: { readonly list: List; readonly view: ListView }) {
  const { totalCount } = list;
  // A row that PostHog holds in a form that cannot be read is null.
  const nodes = list.nodes.filter((node) => node !== null);
  const isReading = useFindings(nodes);
  return (
    <>
      <p className="count" role="status">
        {countWords(nodes.length, totalCount)}
      </p>
      {nodes.length === 0 ? (
        <Nothing view={view} />
      ) : (
        <table className="list">
          <caption className="unseen">Experiments</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Status</th>
              <th scope="col">Decision</th>
              <th scope="col">Primary metric</th>
              <th scope="col">Time</th>
              <th scope="col">Owner</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((experiment) => (
              <Row key={experiment.id} experiment={experiment} isReading={isReading} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** PostHog does not always say how many there are. */
function countWords(shown: number, total: number | null): string {
  if (total === null || shown >= total) return plural(total ?? shown, 'experiment');
  return `${shown} of ${plural(total, 'experiment')}`;
}

function Nothing({ view }: { readonly view: ListView }) {
  return (
    <section className="notice">
      <h2>{view.isNarrowed ? 'Nothing fits' : 'No experiments yet'}</h2>
      <p>
        {view.isNarrowed
          ? 'No experiment of this project matches what the list is narrowed to.'
          : 'The first experiment that is created in PostHog shows up here.'}
      </p>
      {view.isNarrowed && (
        <p className="notice-foot">
          <button type="button" className="button" onClick={view.clear}>
            Show all experiments
          </button>
        </p>
      )}
    </section>
  );
}
