import { Link } from 'wouter';
import type { ExperimentHeadFragment } from './generated/graphql.ts';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { Exposures } from './exposures/exposures.tsx';
import { MetricCard } from './metric/metric-card.tsx';
import { SampleRatioNotice, UntestedSplit } from './sample-ratio-notice.tsx';
import { Scorecard } from './scorecard/scorecard.tsx';
import { metricsOf, parts } from './scorecard/scorecard-rows.ts';
import type { Results as Read } from './use-results.ts';

interface ResultsProps {
  readonly experiment: ExperimentHeadFragment;
  readonly results: Read;
}

/** What an experiment has found: all metrics on one scale, who was exposed, and every metric day by day. */
export function Results({ experiment, results }: ResultsProps) {
  const { found, error, isReading, readAgain } = results;
  const keys = (experiment.variants ?? []).map(({ key }) => key);
  const isDraft = experiment.status === 'DRAFT';
  const metrics = (found?.metrics ?? []).filter((metric) => metric !== null);
  return (
    <>
      {found?.sampleRatioMismatch?.suspicious && (
        <SampleRatioNotice mismatch={found.sampleRatioMismatch} />
      )}
      <UntestedSplit reason={found?.sampleRatioUntested} />
      {error !== undefined && <Problem error={error} retry={readAgain} />}
      {isReading && !found && <Waiting label="Reading results" blocks={2} />}
      {!isDraft && <Scorecard results={results} keys={keys} />}
      <Exposures experiment={experiment} results={results} />
      {parts.map(([part, title]) => {
        const own = metricsOf(metrics, part);
        return (
          own.length > 0 && (
            <section key={part} className="metrics">
              <h2>{title}</h2>
              {own.map((metric) => (
                <MetricCard
                  key={metric.id}
                  metric={metric}
                  results={results}
                  keys={keys}
                  isDraft={isDraft}
                />
              ))}
            </section>
          )
        );
      })}
      {found?.metrics?.length === 0 && (
        <section className="notice">
          <h2>No metrics yet</h2>
          <p>
            <Link href={`/experiments/${experiment.id}/edit`}>Add metrics</Link> here or in PostHog:
            nothing is measured without them.
          </p>
        </section>
      )}
    </>
  );
}
