import { missing, number, share } from '../../format.ts';
import { change } from '../../chart/change.ts';
import { evidenceOf } from '../evidence.ts';
import { Forest, ForestAxis } from './forest.tsx';
import type { VariantRowFragment } from '../generated/graphql.ts';
import { domainOf, goalOf, metricsOf, nameOf, parts, type Domain } from './scorecard-rows.ts';
import type { FoundMetric, Results } from '../use-results.ts';
import { VerdictBadge } from '../verdict-badge.tsx';

interface ScorecardProps {
  readonly results: Results;
  /** Variants in the order of their colours. */
  readonly keys: readonly (string | null)[];
}

/** Every metric and variant on one scale: guardrails first, then what decides, then the rest. */
export function Scorecard({ results, keys }: ScorecardProps) {
  const metrics = (results.found?.metrics ?? []).filter((metric) => metric !== null);
  if (metrics.length === 0) return null;
  const domain = domainOf(metrics);
  const rows = metrics.flatMap(({ latestResult }) => latestResult?.variants ?? []);
  const isBayesian = rows[0]?.method !== 'FREQUENTIST';
  const level = rows.find(({ interval }) => interval)?.interval?.level;
  return (
    <section className="scorecard" aria-labelledby="scorecard-title">
      <h2 id="scorecard-title">Scorecard</h2>
      <p className="quiet small">
        The change of each variant against the baseline, all on one scale. What is significant is in
        colour and says so; nothing is corrected for the number of comparisons.
      </p>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Scorecard, wide table">
        <table className="scorecard-table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col">Variant</th>
              <th scope="col" className="scorecard-people">
                People
              </th>
              <th scope="col">Change</th>
              <th scope="col">
                <span className="unseen">Drawing of the change and its interval</span>
                <ForestAxis domain={domain} />
              </th>
              <th scope="col">{level === undefined ? 'Interval' : `${share(level)} interval`}</th>
              <th scope="col">{isBayesian ? 'Chance to win' : 'p-value'}</th>
            </tr>
          </thead>
          {parts.map(([part, title]) => (
            <PartRows
              key={part}
              title={title}
              metrics={metricsOf(metrics, part)}
              unread={results.unread}
              domain={domain}
              keys={keys}
            />
          ))}
        </table>
      </div>
    </section>
  );
}

interface Scale {
  readonly domain: Domain;
  readonly keys: readonly (string | null)[];
}

interface PartRowsProps extends Scale {
  readonly title: string;
  readonly metrics: readonly FoundMetric[];
  readonly unread: Results['unread'];
}

function PartRows({ title, metrics, unread, ...scale }: PartRowsProps) {
  if (metrics.length === 0) return null;
  return (
    <>
      <tbody className="part">
        <tr>
          <th scope="colgroup" colSpan={7}>
            {title}
          </th>
        </tr>
      </tbody>
      {metrics.map((metric) => (
        <tbody key={metric.id}>
          <MetricRows metric={metric} isUnread={unread.has(metric.id)} {...scale} />
        </tbody>
      ))}
    </>
  );
}

interface MetricRowsProps extends Scale {
  readonly metric: FoundMetric;
  readonly isUnread: boolean;
}

function MetricRows({ metric, isUnread, domain, keys }: MetricRowsProps) {
  const { latestResult, verdict } = metric;
  const variants = latestResult?.variants ?? [];
  const head = (
    <th scope="rowgroup" rowSpan={Math.max(1, variants.length)} className="scorecard-metric">
      {nameOf(metric)}
      <small>{goalOf(metric)}</small>
      {verdict && <VerdictBadge state={verdict.state} variant={verdict.variant ?? null} />}
    </th>
  );
  if (variants.length === 0) {
    return (
      <tr>
        {head}
        <td colSpan={6} className="no-figures">
          <WithoutFigures metric={metric} isUnread={isUnread} />
        </td>
      </tr>
    );
  }
  return variants.map((row, index) => (
    <tr key={row.key}>
      {index === 0 && head}
      <VariantCells row={row} series={keys.indexOf(row.key)} domain={domain} />
    </tr>
  ));
}

interface VariantCellsProps {
  readonly row: VariantRowFragment;
  readonly series: number;
  readonly domain: Domain;
}

function VariantCells({ row, series, domain }: VariantCellsProps) {
  const { key, samples, delta, direction, significant, interval } = row;
  return (
    <>
      <th scope="row" data-series={series}>
        {key}
      </th>
      <td className="scorecard-people">{number(samples)}</td>
      <td data-direction={significant === true ? direction : undefined}>
        {delta == null ? missing : <data value={delta}>{change(delta)}</data>}
        {significant === true && <small> significant</small>}
      </td>
      <td className="scorecard-drawing">
        <Forest row={row} series={series} domain={domain} />
      </td>
      <td>{interval ? `${change(interval.lower)} to ${change(interval.upper)}` : missing}</td>
      <td>{evidenceOf(row)}</td>
    </>
  );
}

/** Why a metric has no figures, or that they are on their way. */
function WithoutFigures({ metric, isUnread }: Pick<MetricRowsProps, 'metric' | 'isUnread'>) {
  const { latestResult, resultError } = metric;
  if (isUnread)
    return 'Could not be read. The reason is below; the other metrics are not affected.';
  if (latestResult === undefined)
    return <span className="shimmer" role="status" aria-label={`Reading ${nameOf(metric)}`} />;
  if (resultError) return `PostHog could not compute it: ${resultError}`;
  return 'No result yet.';
}
