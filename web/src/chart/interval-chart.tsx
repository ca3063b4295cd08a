import { change } from './change.ts';
import { DaySlider } from './day-slider.tsx';
import { Plot } from './plot.tsx';
import { daysOf, pointOn, type Series } from './series.ts';

interface IntervalChartProps {
  readonly label: string;
  readonly series: readonly Series[];
}

/** Change against the baseline over time, a line and an interval a variant; one day is read out. */
export default function IntervalChart({ label, series }: IntervalChartProps) {
  const days = daysOf(series);
  return (
    <DaySlider
      label={`${label}: change against the baseline, by day`}
      days={days}
      inWords={(day) =>
        series
          .map((line) => {
            const point = pointOn(line, day);
            return `${line.key} ${point ? inWords(point) : 'no result'}`;
          })
          .join('; ')
      }
      readout={(day) =>
        series.map((line) => {
          const point = pointOn(line, day);
          return (
            <span key={line.key} data-series={line.index}>
              {line.key} {point ? change(point.delta) : '–'}
              {point && (
                <small>
                  {change(point.lower)} to {change(point.upper)}
                </small>
              )}
            </span>
          );
        })
      }
      draw={(drawing) => <Plot {...drawing} series={series} days={days} />}
    />
  );
}

const inWords = ({ delta, lower, upper }: { delta: number; lower: number; upper: number }) =>
  `${change(delta)}, interval ${change(lower)} to ${change(upper)}`;
