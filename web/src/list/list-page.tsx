import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { plural } from '../format.ts';
import { part } from '../loading/part.tsx';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { Filters } from './filters.tsx';
import { Stats } from './stats.tsx';
import { Table } from './table.tsx';
import { useExperiments, type Experiments } from './use-experiments.ts';
import { useListView, type ListView } from './use-list-view.ts';

/** Loaded beside the first rows, which do not wait for them. */
const LiveList = part(() => import('./live/live-list.tsx'));
const OutcomeReading = part(async () => ({
  default: (await import('./outcomes/index.ts')).OutcomeReading,
}));

/** All experiments: narrowed, ordered, and read as one scrolls. */
export function ListPage() {
  const client = useApolloClient();
  const view = useListView();
  const experiments = useExperiments(view);
  const [seen, setSeen] = useState<readonly [number, number]>([0, 0]);
  const onSeen = useCallback((from: number, to: number) => {
    setSeen((before) => (before[0] === from && before[1] === to ? before : [from, to]));
  }, []);
  const { list, state, rows } = experiments;
  useEffect(() => {
    document.title = 'Experiments';
  }, []);
  return (
    <>
      <div className="page-head">
        <h1>Experiments</h1>
        <Link className="button" data-kind="main" href="/new">
          New experiment
        </Link>
        <Stats />
      </div>
      <Filters view={view} experiments={experiments} />
      {rows ? (
        <>
          <div className="list-state">
            <p className="count" role="status">
              {countWords(experiments)}
            </p>
            <LiveList fallback={null} failed={null} list={list} state={state} />
          </div>
          <OutcomeReading
            fallback={null}
            what="Decisions and effects"
            view={view}
            experiments={experiments}
            seen={rows.slice(...seen)}
          />
          {rows.length === 0 && (state.isComplete || !experiments.needsWhole) ? (
            <Nothing view={view} />
          ) : (
            <Table view={view} experiments={experiments} onSeen={onSeen} />
          )}
        </>
      ) : state.error !== undefined ? (
        <Problem
          error={state.error}
          retry={() => {
            list.refresh();
            // What else could not be read: the name of the project, the figures. Each shows its own failure.
            client.refetchQueries({ include: 'active' }).catch(() => undefined);
          }}
        />
      ) : (
        <Waiting label="Reading experiments" lines={8} />
      )}
    </>
  );
}

/** PostHog does not always say how many there are. */
function countWords({ rows = [], read, state, needsWhole }: Experiments): string {
  const { total, isComplete } = state;
  if (!needsWhole) return plural(total ?? rows.length, 'experiment');
  if (isComplete) return plural(rows.length, 'experiment');
  const of = total === null ? '' : ` of ${plural(total, 'experiment')}`;
  return `${plural(rows.length, 'experiment')} so far. Looking through all: ${read.length}${of} read …`;
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
