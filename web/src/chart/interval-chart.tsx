import { ParentSize } from '@visx/responsive';
import { useState, type KeyboardEvent } from 'react';
import { change, date } from '../format.ts';
import { Plot } from './plot.tsx';
import { daysOf, pointOn, type Series } from './series.ts';

const HEIGHT = 240;

interface IntervalChartProps {
  readonly label: string;
  readonly series: readonly Series[];
}

/** Change against the baseline over time, a line and an interval a variant; one day is read out. */
export default function IntervalChart({ label, series }: IntervalChartProps) {
  const days = daysOf(series);
  const last = days.length - 1;
  const [chosen, setChosen] = useState<number>();
  const index = Math.min(chosen ?? last, last);
  const day = days[index]!;
  const readings = series.map((line) => ({ line, point: pointOn(line, day) }));
  const spoken = readings
    .map(({ line, point }) => `${line.key} ${point ? inWords(point) : 'no result'}`)
    .join('; ');

  function move(event: KeyboardEvent) {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: index - 1,
      ArrowRight: index + 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(last, next)));
  }

  return (
    <figure className="chart">
      <figcaption className="readout" aria-hidden="true">
        <strong>{date(day.toISOString())}</strong>
        {readings.map(({ line, point }) => (
          <span key={line.key} data-series={line.index}>
            {line.key} {point ? change(point.delta) : '–'}
            {point && (
              <small>
                {change(point.lower)} to {change(point.upper)}
              </small>
            )}
          </span>
        ))}
      </figcaption>
      <div
        className="plot"
        role="slider"
        tabIndex={0}
        aria-label={`${label}: change against the baseline, by day`}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={index}
        aria-valuetext={`${date(day.toISOString())}: ${spoken}`}
        style={{ height: HEIGHT }}
        onKeyDown={move}
        onPointerLeave={() => setChosen(undefined)}
      >
        <ParentSize debounceTime={50}>
          {({ width }) =>
            width > 0 && (
              <Plot
                width={width}
                height={HEIGHT}
                series={series}
                days={days}
                chosen={index}
                choose={setChosen}
              />
            )
          }
        </ParentSize>
      </div>
    </figure>
  );
}

const inWords = ({ delta, lower, upper }: { delta: number; lower: number; upper: number }) =>
  `${change(delta)}, interval ${change(lower)} to ${change(upper)}`;
