import { lazy, Suspense, useId } from 'react';
import { seriesOf } from '../chart/series.ts';
import { shortDate } from '../format.ts';
import type { StaleReason } from './generated/graphql.ts';
import { VerdictBadge } from './verdict-badge.tsx';
import type { FoundMetric } from './use-results.ts';
import { Waiting } from '../shell/waiting.tsx';
import { VariantTable } from './variant-table.tsx';

/** Loaded with the first metric that has days to draw. */
const IntervalChart = lazy(() => import('../chart/interval-chart.tsx'));

interface MetricCardProps {
  readonly metric: FoundMetric;
  /** Variants in the order of their colours. */
  readonly keys: readonly (string | null)[];
  readonly isDraft: boolean;
}

const staleWords: Readonly<Record<StaleReason, string>> = {
  EXPERIMENT_ENDED: 'Final: the experiment has ended.',
  RECALCULATING: 'Being computed anew.',
  STOPPED_UPDATING: 'PostHog adds no more days 60 days after the launch.',
  BUDGET_SPENT: 'Read earlier: the budget of calls is used up.',
  RATE_LIMITED: 'Read earlier: PostHog asks to slow down.',
  UPSTREAM_DOWN: 'Read earlier: PostHog is not answering.',
};

/** One metric: its verdict and why, its chart, and the newest figures. */
export function MetricCard({ metric, keys, isDraft }: MetricCardProps) {
  const titleId = useId();
  const { name, goal, verdict, timeseries } = metric;
  const { latest, staleReason } = timeseries ?? {};
  return (
    <section className="metric" aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{name ?? 'Unnamed metric'}</h3>
        <span className="quiet">
          {goal === 'INCREASE' ? 'Higher is better' : 'Lower is better'}
        </span>
        {verdict && <VerdictBadge state={verdict.state} variant={verdict.variant ?? null} />}
      </header>
      {verdict && <p className="because">{verdict.because}</p>}
      <Days name={name ?? 'Unnamed metric'} metric={metric} keys={keys} isDraft={isDraft} />
      {latest && <VariantTable latest={latest} keys={keys} />}
      {(latest || staleReason) && (
        <p className="quiet small">
          {latest && `Figures of ${shortDate(latest.date)}. `}
          {staleReason && staleWords[staleReason]}
        </p>
      )}
    </section>
  );
}

/** The days of a metric: drawn, on their way, or why there are none. */
function Days({ name, metric, keys, isDraft }: MetricCardProps & { readonly name: string }) {
  const { timeseries } = metric;
  if (isDraft) return <p className="no-days">Results come day by day once it is launched.</p>;
  if (timeseries === undefined) return <Waiting label={`Reading ${name}`} blocks={1} />;
  if (timeseries === null) return <p className="no-days">Its days could not be read.</p>;
  const series = seriesOf(timeseries.points ?? [], keys);
  if (series.length === 0) return <p className="no-days">No day has a result yet.</p>;
  return (
    <Suspense fallback={<Waiting label={`Reading ${name}`} blocks={1} />}>
      <IntervalChart label={name} series={series} />
    </Suspense>
  );
}
