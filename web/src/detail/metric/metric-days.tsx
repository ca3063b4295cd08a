import { useLazyQuery } from '@apollo/client/react';
import { seriesOf } from '../../chart/series.ts';
import { part } from '../../loading/part.tsx';
import { Problem } from '../../shell/problem.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import { MetricDaysDocument } from '../results-documents.ts';
import { staleWords } from '../stale-words.ts';
import type { MetricDays as Days } from '../use-results.ts';

/** Loaded with the first metric that has days to draw. */
const IntervalChart = part(() => import('../../chart/interval-chart.tsx'));

interface MetricDaysProps {
  readonly name: string;
  /** Undefined until it has come, null where it could not be read. */
  readonly timeseries: Days['timeseries'] | undefined;
  readonly keys: readonly (string | null)[];
}

/** The days of a metric: drawn, on their way, or why there are none. */
export function MetricDays({ name, timeseries, keys }: MetricDaysProps) {
  if (timeseries === undefined) return <Waiting label={`Reading ${name}`} blocks={1} />;
  if (timeseries === null) return <p className="no-days">Its days could not be read.</p>;
  const series = seriesOf(timeseries.points ?? [], keys);
  const { staleReason } = timeseries;
  return (
    <>
      {series.length === 0 ? (
        <p className="no-days">No day has a result yet.</p>
      ) : (
        <IntervalChart
          fallback={<Waiting label={`Reading ${name}`} blocks={1} />}
          label={name}
          series={series}
        />
      )}
      {staleReason && <p className="quiet small">{staleWords[staleReason]}</p>}
    </>
  );
}

interface DaysOnDemandProps extends Omit<MetricDaysProps, 'timeseries'> {
  /** `id` of the metric. */
  readonly id: string;
}

/** The days of a metric that does not decide: they take a call, which is made when somebody wants to see them. */
export function DaysOnDemand({ id, name, keys }: DaysOnDemandProps) {
  const [read, { called, data, error, refetch }] = useLazyQuery(MetricDaysDocument, {
    errorPolicy: 'all',
  });
  if (!called) {
    return (
      <p className="show-days">
        <button type="button" className="button" onClick={() => void read({ variables: { id } })}>
          Show by day<span className="unseen">: {name}</span>
        </button>
      </p>
    );
  }
  if (error) return <Problem error={error} retry={() => void refetch()} />;
  const metric = data?.node;
  const timeseries = metric && 'timeseries' in metric ? metric.timeseries : undefined;
  return <MetricDays name={name} timeseries={timeseries} keys={keys} />;
}
