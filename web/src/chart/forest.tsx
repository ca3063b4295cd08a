import { change, tick } from './change.ts';

const [WIDTH, HEIGHT] = [132, 14];
/** Room at both ends for the mark of what goes beyond the scale. */
const EDGE = 6;

/** Ends of scales, as fractions: the smallest that has room for every interval is taken. */
const ENDS = [0.05, 0.1, 0.2, 0.3, 0.5] as const;

/** An estimate and its interval, as fractions: 0.042 is +4.2%. A bound is null where it is infinite or not known. */
export interface Estimate {
  readonly delta: number;
  readonly interval: { readonly lower: number | null; readonly upper: number | null } | null;
}

/**
 * Where the scale ends on both sides, so that it has room for the estimates of all rows. What goes beyond the largest
 * scale is cut off and marked: one wide interval must not make all others unreadable.
 */
export function endOf(estimates: readonly Estimate[]): number {
  const most = Math.max(
    0,
    ...estimates.flatMap(({ delta, interval }) =>
      [delta, interval?.lower ?? 0, interval?.upper ?? 0].map(Math.abs),
    ),
  );
  return ENDS.find((end) => most <= end) ?? ENDS.at(-1)!;
}

const placeOn = (end: number) => (fraction: number) =>
  WIDTH / 2 + (Math.max(-1, Math.min(1, fraction / end)) * (WIDTH - 2 * EDGE)) / 2;

interface ForestRowProps extends Estimate {
  /** Where the scale ends, the same in every row. */
  readonly end: number;
  /** True where the whole change is for the better, false where it is for the worse; null where that is not certain. */
  readonly isBetter: boolean | null;
}

/** The change against the baseline with its interval: drawn on the scale that all rows share, and as numbers. */
export function ForestRow({ delta, interval, end, isBetter }: ForestRowProps) {
  const x = placeOn(end);
  const { lower, upper } = interval ?? { lower: null, upper: null };
  const tone = isBetter === null ? 'open' : isBetter ? 'better' : 'worse';
  return (
    <span className="forest" data-tone={tone}>
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <line className="forest-zero" x1={x(0)} x2={x(0)} y1="0" y2={HEIGHT} />
        {interval && (
          <line
            className="forest-interval"
            x1={x(lower ?? -Infinity)}
            x2={x(upper ?? Infinity)}
            y1={HEIGHT / 2}
            y2={HEIGHT / 2}
          />
        )}
        {interval && (lower ?? -Infinity) < -end && <path d={`M${EDGE} 3 L1 7 L${EDGE} 11`} />}
        {interval && (upper ?? Infinity) > end && (
          <path d={`M${WIDTH - EDGE} 3 L${WIDTH - 1} 7 L${WIDTH - EDGE} 11`} />
        )}
        <circle cx={x(delta)} cy={HEIGHT / 2} r="3" />
      </svg>
      <span>
        {change(delta)}
        {lower !== null && upper !== null && (
          <small>
            {' '}
            ({change(lower)} to {change(upper)})
          </small>
        )}
      </span>
    </span>
  );
}

/** The ends of the scale and zero, above the rows. */
export function ForestScale({ end }: { readonly end: number }) {
  return (
    <span className="forest-scale" style={{ width: WIDTH }}>
      {[-end, 0, end].map((fraction) => (
        <span key={fraction}>{tick(fraction)}</span>
      ))}
    </span>
  );
}
