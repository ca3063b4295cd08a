import { change, mean, number, pValue, share } from '../format.ts';
import type { MetricResultsFragment, VariantRowFragment } from './generated/graphql.ts';

type Latest = NonNullable<NonNullable<MetricResultsFragment['timeseries']>['latest']>;

interface VariantTableProps {
  readonly latest: Latest;
  readonly keys: readonly (string | null)[];
}

/** The newest figures of the arms. */
export function VariantTable({ latest, keys }: VariantTableProps) {
  const { baseline } = latest;
  const variants = latest.variants ?? [];
  const isBayesian = variants[0]?.method !== 'FREQUENTIST';
  const level = variants.find(({ interval }) => interval)?.interval?.level;
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label="Newest figures">
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col">People</th>
            <th scope="col">Mean</th>
            <th scope="col">Change</th>
            <th scope="col">{level === undefined ? 'Interval' : `${share(level)} interval`}</th>
            <th scope="col">{isBayesian ? 'Chance to win' : 'p-value'}</th>
          </tr>
        </thead>
        <tbody>
          {baseline && (
            <tr>
              <th scope="row" data-series={keys.indexOf(baseline.key)}>
                {baseline.key}
              </th>
              <td>{number(baseline.samples)}</td>
              <td>{baseline.mean == null ? '–' : mean(baseline.mean)}</td>
              <td className="quiet">baseline</td>
              <td />
              <td />
            </tr>
          )}
          {variants.map((variant) => (
            <VariantLine key={variant.key} variant={variant} series={keys.indexOf(variant.key)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface VariantLineProps {
  readonly variant: VariantRowFragment;
  readonly series: number;
}

function VariantLine({ variant, series }: VariantLineProps) {
  const { key, samples, delta, direction, significant, interval, pValue: p } = variant;
  const { chanceToImprove: chance } = variant;
  const judged = chance != null ? share(chance) : p != null ? pValue(p) : '–';
  return (
    <tr>
      <th scope="row" data-series={series}>
        {key}
      </th>
      <td>{number(samples)}</td>
      <td>{variant.mean == null ? '–' : mean(variant.mean)}</td>
      <td data-direction={significant ? direction : undefined}>
        {delta == null ? '–' : change(delta)}
        {significant && <span className="unseen"> (significant)</span>}
      </td>
      <td>{interval ? `${change(interval.lower)} to ${change(interval.upper)}` : '–'}</td>
      <td>{judged}</td>
    </tr>
  );
}
