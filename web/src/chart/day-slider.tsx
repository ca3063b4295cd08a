import '../styles/chart.css';
import { ParentSize } from '@visx/responsive';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { date } from '../format.ts';

const HEIGHT = 240;

/** What is drawn for the day that is chosen. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Index of the day that is read out. */
  readonly chosen: number;
  readonly choose: (index: number) => void;
}

interface DaySliderProps {
  readonly label: string;
  /** The days with data, oldest first, at least one. */
  readonly days: readonly Date[];
  /** The figures of a day, above the drawing. */
  readonly readout: (day: Date) => ReactNode;
  /** The same in words, for those who do not see it. */
  readonly inWords: (day: Date) => string;
  readonly draw: (drawing: Drawing) => ReactNode;
}

/** A chart over days of which one is read out: the newest, or the one that the pointer or the arrow keys choose. */
export function DaySlider({ label, days, readout, inWords, draw }: DaySliderProps) {
  const last = days.length - 1;
  const [chosen, setChosen] = useState<number>();
  const index = Math.min(chosen ?? last, last);
  const day = days[index]!;

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
        {readout(day)}
      </figcaption>
      <div
        className="plot"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={index}
        aria-valuetext={`${date(day.toISOString())}: ${inWords(day)}`}
        style={{ height: HEIGHT }}
        onKeyDown={move}
        onPointerLeave={() => setChosen(undefined)}
      >
        <ParentSize debounceTime={50}>
          {({ width }) =>
            width > 0 && draw({ width, height: HEIGHT, chosen: index, choose: setChosen })
          }
        </ParentSize>
      </div>
    </figure>
  );
}
