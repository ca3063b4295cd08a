import '../styles/chart.css';
import { ParentSize } from '@visx/responsive';
import { useState, type KeyboardEvent } from 'react';
import { number, plural } from '../format.ts';
import type { EffectPoint } from './curve.ts';
import { EffectPlot } from './effect-plot.tsx';

const HEIGHT = 240;

interface EffectChartProps {
  readonly points: readonly EffectPoint[];
  /** The effect that was asked for, in percent. */
  readonly asked: number;
  /** Takes the effect of a point over. */
  readonly take: (effect: number) => void;
}

/** Days, or people, against the effect; one point is read out, and all are in a table. */
export default function EffectChart({ points, asked, take }: EffectChartProps) {
  const [chosen, setChosen] = useState<number>();
  const here = points.findIndex(({ effect }) => effect === asked);
  const index = chosen !== undefined && chosen < points.length ? chosen : Math.max(0, here);
  const point = points[index]!;
  const unit = point.days === null ? 'People' : 'Days';

  function move(event: KeyboardEvent) {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: index - 1,
      ArrowRight: index + 1,
      Home: 0,
      End: points.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(points.length - 1, next)));
  }

  return (
    <figure className="chart">
      <figcaption className="readout">
        <span aria-hidden="true">
          <strong>{number(point.effect)}%</strong> {inWords(point)}
        </span>
        {point.effect !== asked && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setChosen(undefined);
              take(point.effect);
            }}
          >
            Take {number(point.effect)}%
          </button>
        )}
      </figcaption>
      <p className="quiet small">
        {unit} that it takes, by the smallest effect that is detected. Both scales are logarithmic.
      </p>
      <div
        className="plot"
        role="slider"
        tabIndex={0}
        aria-label={`${unit} by the smallest effect that is detected`}
        aria-valuemin={0}
        aria-valuemax={points.length - 1}
        aria-valuenow={index}
        aria-valuetext={`${number(point.effect)}%: ${inWords(point)}`}
        style={{ height: HEIGHT }}
        onKeyDown={move}
      >
        <ParentSize debounceTime={50}>
          {({ width }) =>
            width > 0 && (
              <EffectPlot
                width={width}
                height={HEIGHT}
                points={points}
                chosen={index}
                choose={setChosen}
              />
            )
          }
        </ParentSize>
      </div>
      <details className="more-fields">
        <summary>As a table</summary>
        <div className="table-scroll">
          <table className="figures-table">
            <thead>
              <tr>
                <th scope="col">Effect</th>
                <th scope="col">People</th>
                <th scope="col">Days</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ effect, people, days }) => (
                <tr key={effect}>
                  <th scope="row">{number(effect)}%</th>
                  <td>{number(people)}</td>
                  <td>{number(days)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

const inWords = ({ people, days }: EffectPoint) =>
  days === null
    ? plural(people, 'person', 'people')
    : `${plural(days, 'day')}, ${plural(people, 'person', 'people')}`;
