import { useId } from 'react';
import { dateTime } from '../date-time.ts';
import { sentence } from '../../sentence.ts';
import { Definition } from './definition.tsx';
import { DaysOnDemand, MetricDays } from './metric-days.tsx';
import { goalOf, nameOf, partOf } from '../scorecard/scorecard-rows.ts';
import type { FoundMetric, Results } from '../use-results.ts';
import { VariantTable } from './variant-table.tsx';
import { VerdictBadge } from '../verdict-badge.tsx';

interface MetricCardProps {
  readonly metric: FoundMetric;
  readonly results: Results;
  /** Variants in the order of their colours. */
  readonly keys: readonly (string | null)[];
  readonly isDraft: boolean;
}

/** One metric: its verdict and why, its newest figures, its days and how it is measured. */
export function MetricCard({ metric, results, keys, isDraft }: MetricCardProps) {
  const titleId = useId();
  const { verdict, latestResult, resultError } = metric;
  const name = nameOf(metric);
  const days = results.days.find(({ id }) => id === metric.id);
  return (
    <section className="metric" aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{name}</h3>
        <span className="quiet">{goalOf(metric)}</span>
        {partOf(metric) === 'GUARDRAIL' && <span className="tag">Guardrail</span>}
        {metric.isShared === true && <span className="tag">Shared</span>}
        {verdict && <VerdictBadge state={verdict.state} variant={verdict.variant ?? null} />}
      </header>
      {verdict && <p className="because">{sentence(verdict.because)}</p>}
      {isDraft ? (
        <p className="no-days">Results come day by day once it is launched.</p>
      ) : days ? (
        <MetricDays name={name} timeseries={days.timeseries} keys={keys} />
      ) : (
        metric.role === 'SECONDARY' && <DaysOnDemand id={metric.id} name={name} keys={keys} />
      )}
      {latestResult && (
        <>
          <VariantTable metric={metric} result={latestResult} keys={keys} />
          <p className="quiet small">
            {latestResult.asOf != null && `Data up to ${dateTime(latestResult.asOf)}. `}
            {resultError != null &&
              `The newest calculation failed, so these are older figures: ${resultError}`}
          </p>
        </>
      )}
      <Definition metric={metric} />
    </section>
  );
}
