import { tick } from '../../chart/change.ts';
import type { VariantRowFragment } from '../generated/graphql.ts';
import type { Domain } from './scorecard-rows.ts';

const WIDTH = 220;
const HEIGHT = 24;
const MIDDLE = HEIGHT / 2;

/** Pixels of a change on the axis; those beyond it are at its end. */
const position = ([low, high]: Domain, change: number) =>
  (WIDTH * (Math.max(low, Math.min(high, change)) - low)) / (high - low);

interface ForestProps {
  readonly domain: Domain;
  readonly row: VariantRowFragment;
  /** Place of the variant among all, which is its colour. */
  readonly series: number;
}

/** The change of a variant with its interval on the common axis; the numbers are in the cells beside it. */
export function Forest({
  domain,
  row: { delta, interval, direction, significant },
  series,
}: ForestProps) {
  const x = (change: number) => position(domain, change);
  const [low, high] = domain;
  return (
    <svg
      className="forest"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      data-series={series}
      data-direction={significant === true ? direction : undefined}
    >
      <line className="forest-zero" x1={x(0)} x2={x(0)} y1="0" y2={HEIGHT} />
      {interval && (
        <>
          <line
            className="forest-interval"
            x1={x(interval.lower)}
            x2={x(interval.upper)}
            y1={MIDDLE}
            y2={MIDDLE}
          />
          {interval.lower < low && (
            <path className="forest-beyond" d={`M6 ${MIDDLE - 4}L0 ${MIDDLE}l6 4`} />
          )}
          {interval.upper > high && (
            <path className="forest-beyond" d={`M${WIDTH - 6} ${MIDDLE - 4}l6 4-6 4`} />
          )}
        </>
      )}
      {delta != null && <circle className="forest-point" cx={x(delta)} cy={MIDDLE} r="4" />}
    </svg>
  );
}

/** The axis that all rows share: its ends, and zero. */
export function ForestAxis({ domain }: Pick<ForestProps, 'domain'>) {
  const [low, high] = domain;
  const zero = position(domain, 0);
  // The words of the ends would run into the zero where that is near an end.
  const isNear = (end: number) => Math.abs(end - zero) < 48;
  return (
    <svg
      className="forest-axis"
      viewBox={`0 0 ${WIDTH} 14`}
      width={WIDTH}
      height="14"
      aria-hidden="true"
    >
      {!isNear(0) && (
        <text className="tick" x="0" y="11">
          {tick(round(low))}
        </text>
      )}
      <text className="tick" x={zero} y="11" textAnchor="middle">
        0%
      </text>
      {!isNear(WIDTH) && (
        <text className="tick" x={WIDTH} y="11" textAnchor="end">
          {tick(round(high))}
        </text>
      )}
    </svg>
  );
}

/** Two digits are enough for the end of an axis. */
const round = (change: number) => Number(change.toPrecision(2));
