import '../styles/chart.css';
import '../styles/live.css';
import '../styles/detail.css';
import '../styles/metric.css';
import '../styles/dialog.css';
import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import '../styles/detail-scorecard.css';
import '../styles/detail-sections.css';
import '../styles/detail-print.css';
import { ActionBar } from './acting/action-bar.tsx';
import { Conclusion } from './conclusion/conclusion.tsx';
import { DecisionPanel } from './decision/decision-panel.tsx';
import { ExperimentDocument } from './documents.ts';
import { Downloads } from './downloads.tsx';
import { Head } from './head.tsx';
import { LaunchChecklist } from './launch/launch-checklist.tsx';
import { History } from './history/history.tsx';
import { PosthogLinks } from './posthog-links.tsx';
import { Results } from './results.tsx';
import { useActionDialog } from './acting/use-action-dialog.ts';
import { useDeciding } from './decision/use-deciding.ts';
import { useFollow } from './use-follow.ts';
import { useLast } from './use-last.ts';
import { useLiveExperiment } from './use-live-experiment.ts';
import { useResults } from './use-results.ts';

/** One experiment: what it is, what can be done with it, what it has found. */
export default function DetailPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, loading, refetch } = useQuery(ExperimentDocument, {
    variables: { id },
    errorPolicy: 'all',
  });
  const last = useLast(data?.experiment, id);
  // What could not be read again stays as it was, with its age.
  const experiment = error ? last : data?.experiment;
  // All begin at once: none of them waits for the experiment.
  const results = useResults(id);
  const deciding = useDeciding(id);
  const live = useLiveExperiment(id, useFollow());
  const { started, start, close } = useActionDialog();
  const { found } = results;
  const { decision } = deciding;
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
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!experiment &&
        !error &&
        (loading ? (
          <Waiting label="Reading the experiment" lines={2} blocks={1} />
        ) : (
          <NoSuchExperiment />
        ))}
      {experiment?.lifecycle && (
        <article>
          <Head experiment={experiment} live={live} isOld={error !== undefined} />
          <ActionBar {...{ experiment, found, decision, started, start, close }} />
          <DecisionPanel experiment={experiment} deciding={deciding} start={start} />
          {experiment.status === 'DRAFT' && !experiment.archived && (
            <LaunchChecklist id={experiment.id} />
          )}
          <Results experiment={experiment} results={results} />
          <Conclusion experiment={experiment} />
          <section className="elsewhere" aria-labelledby="elsewhere-title">
            <h2 id="elsewhere-title">Reports, tables and PostHog</h2>
            <Downloads experiment={experiment} />
            <PosthogLinks experiment={experiment} />
          </section>
          <History id={experiment.id} />
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
