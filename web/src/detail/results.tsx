import type { ExperimentHeadFragment, MetricRole } from './generated/graphql.ts';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { Arms } from './arms.tsx';
import { MetricCard } from './metric-card.tsx';
import { SampleRatioNotice, UntestedSplit } from './sample-ratio-notice.tsx';
import type { FoundMetric, Results as Read } from './use-results.ts';

interface ResultsProps {
  readonly experiment: ExperimentHeadFragment;
  readonly results: Read;
}

const sections: readonly (readonly [MetricRole, string])[] = [
  ['PRIMARY', 'Primary metrics'],
  ['SECONDARY', 'Secondary metrics'],
];

/** What an experiment has found: who was exposed, and every metric day by day. */
export function Results({ experiment, results }: ResultsProps) {
  const { found, error, isReading, readAgain } = results;
  const keys = (experiment.variants ?? []).map(({ key }) => key);
  return (
    <>
      {found?.sampleRatioMismatch?.suspicious && (
        <SampleRatioNotice mismatch={found.sampleRatioMismatch} />
      )}
      <UntestedSplit reason={found?.sampleRatioUntested} />
      <Arms variants={experiment.variants ?? []} exposures={found?.sampleRatioMismatch?.arms} />
      {error !== undefined && <Problem error={error} retry={readAgain} />}
      {isReading && !found && <Waiting label="Reading results" blocks={2} />}
      {sections.map(([role, title]) => (
        <MetricSection
          key={role}
          title={title}
          keys={keys}
          isDraft={experiment.status === 'DRAFT'}
          metrics={(found?.metrics ?? []).flatMap((metric) =>
            metric?.role === role ? [metric] : [],
          )}
        />
      ))}
      {found?.metrics?.length === 0 && (
        <section className="notice">
          <h2>No metrics yet</h2>
          <p>Metrics that are added in PostHog show up here.</p>
        </section>
      )}
    </>
  );
}

interface MetricSectionProps {
  readonly title: string;
  readonly keys: readonly (string | null)[];
  readonly metrics: readonly FoundMetric[];
  readonly isDraft: boolean;
}

function MetricSection({ title, keys, metrics, isDraft }: MetricSectionProps) {
  if (metrics.length === 0) return null;
  return (
    <section className="metrics">
      <h2>{title}</h2>
      {metrics.map((metric) => (
        <MetricCard key={metric.id} metric={metric} keys={keys} isDraft={isDraft} />
      ))}
    </section>
  );
}
