import { missing, number, share } from '../../format.ts';
import { change } from '../../chart/change.ts';
import { evidenceOf } from '../evidence.ts';
import type { VariantRowFragment } from '../generated/graphql.ts';
import { meanOf } from './mean.ts';
import type { FoundMetric } from '../use-results.ts';

type Result = NonNullable<FoundMetric['latestResult']>;

interface VariantTableProps {
  readonly metric: FoundMetric;
  readonly result: Result;
  readonly keys: readonly (string | null)[];
}

/** The newest figures of the arms. */
export function VariantTable({ metric, result, keys }: VariantTableProps) {
  const { baseline } = result;
  const variants = result.variants ?? [];
  const isBayesian = variants[0]?.method !== 'FREQUENTIST';
  const level = variants.find(({ interval }) => interval)?.interval?.level;
  const { label, format } = meanOf(metric);
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label="Newest figures">
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col">People</th>
            <th scope="col">{label}</th>
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
              <td>{format(baseline.mean)}</td>
              <td className="quiet">baseline</td>
              <td />
              <td />
            </tr>
          )}
          {variants.map((variant) => (
            <VariantLine
              key={variant.key}
              variant={variant}
              mean={format(variant.mean)}
              series={keys.indexOf(variant.key)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface VariantLineProps {
  readonly variant: VariantRowFragment;
  readonly mean: string;
  readonly series: number;
}

function VariantLine({ variant, mean, series }: VariantLineProps) {
  const { key, samples, delta, direction, significant, interval } = variant;
  return (
    <tr>
      <th scope="row" data-series={series}>
        {key}
      </th>
      <td>{number(samples)}</td>
      <td>{mean}</td>
      <td data-direction={significant ? direction : undefined}>
        {delta == null ? missing : change(delta)}
        {significant && <span className="unseen"> (significant)</span>}
      </td>
      <td>{interval ? `${change(interval.lower)} to ${change(interval.upper)}` : missing}</td>
      <td>{evidenceOf(variant)}</td>
    </tr>
  );
}
