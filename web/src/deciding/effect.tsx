import { change } from '../format.ts';

interface EffectProps {
  readonly delta: number;
  readonly interval: { readonly lower: number | null; readonly upper: number | null } | null;
  /** True where the whole change is for the better, false where it is for the worse; null where that is not certain. */
  readonly isBetter: boolean | null;
}

/** Changes beyond this are drawn at the edge; the numbers beside the drawing are exact. */
const MOST = 0.25;
const [WIDTH, HEIGHT] = [96, 14];

const x = (fraction: number) =>
  (WIDTH * (Math.max(-MOST, Math.min(MOST, fraction)) + MOST)) / (2 * MOST);

/** The change against the baseline with its interval, on the same scale in every row. */
export function Effect({ delta, interval, isBetter }: EffectProps) {
  const { lower, upper } = interval ?? { lower: null, upper: null };
  const tone = isBetter === null ? 'open' : isBetter ? 'better' : 'worse';
  return (
    <span className="effect" data-tone={tone}>
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <line className="effect-zero" x1={x(0)} x2={x(0)} y1="0" y2={HEIGHT} />
        {lower !== null && upper !== null && (
          <line className="effect-interval" x1={x(lower)} x2={x(upper)} y1="7" y2="7" />
        )}
        <circle cx={x(delta)} cy="7" r="3" />
      </svg>
      <span>
        {change(delta)}
        {lower !== null && upper !== null && (
          <small>
            {' '}
            {change(lower)} to {change(upper)}
          </small>
        )}
      </span>
    </span>
  );
}
