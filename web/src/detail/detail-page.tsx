import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import { DecisionPanel } from '../deciding/decision-panel.tsx';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { ActionBar } from './action-bar.tsx';
import { ExperimentDocument } from './documents.ts';
import { Head } from './head.tsx';
import { Results } from './results.tsx';
import { useLiveExperiment } from './use-live-experiment.ts';
import { useResults } from './use-results.ts';

/** One experiment: what it is, what can be done with it, what it has found. */
export default function DetailPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, loading, refetch } = useQuery(ExperimentDocument, {
    variables: { id },
    errorPolicy: 'all',
  });
  const experiment = data?.experiment;
  const results = useResults(id);
  const live = useLiveExperiment(id, results.readAgain);
  const name = experiment?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} – Experiments`;
  }, [name]);
  return (
    <>
      <nav aria-label="Breadcrumb">
        <Link className="back" href="/">
          ← All experiments
        </Link>
      </nav>
      {error && !experiment && <Problem error={error} retry={() => void refetch()} />}
      {!experiment &&
        !error &&
        (loading ? (
          <Waiting label="Reading the experiment" lines={2} blocks={1} />
        ) : (
          <NoSuchExperiment />
        ))}
      {experiment?.lifecycle && (
        <article>
          <Head experiment={experiment} live={live} />
          <ActionBar experiment={experiment} found={results.found} />
          <DecisionPanel id={experiment.id} />
          <Results experiment={experiment} results={results} />
        </article>
      )}
    </>
  );
}

function NoSuchExperiment() {
  return (
    <section className="notice">
      <h1>No such experiment</h1>
      <p>It does not exist in this project, or it was deleted.</p>
    </section>
  );
}
