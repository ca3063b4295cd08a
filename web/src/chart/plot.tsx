import { AxisBottom, AxisLeft } from '@visx/axis';
import { curveMonotoneX } from '@visx/curve';
import { GridRows } from '@visx/grid';
import { scaleLinear, scaleUtc } from '@visx/scale';
import { Area, LinePath } from '@visx/shape';
import { useId } from 'react';
import { tick } from './change.ts';
import type { Drawing } from './day-slider.tsx';
import { dayAxis, gridRows, margin, nearestDay, valueAxis } from './frame.ts';
import { pointOn, rangeOf, type Series } from './series.ts';

interface PlotProps extends Drawing {
  readonly series: readonly Series[];
  readonly days: readonly Date[];
}

const DAY_MS = 86_400_000;

/** The drawing itself; said in words by what is around it. */
export function Plot({ width, height, series, days, chosen, choose }: PlotProps) {
  const clip = useId();
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const [first, last] = [days[0]!, days.at(-1)!];
  // One day alone gets half a day on either side, so that it has a place.
  const pad = days.length === 1 ? DAY_MS / 2 : 0;
  const x = scaleUtc({
    domain: [first.getTime() - pad, last.getTime() + pad],
    range: [margin.left, right],
  });
  const y = scaleLinear({ domain: rangeOf(series), range: [bottom, margin.top], nice: 4 });
  const day = days[chosen]!;

  return (
    <svg
      width={width}
      height={height}
      aria-hidden="true"
      onPointerMove={(event) => choose(nearestDay(event, days, x))}
    >
      <clipPath id={clip}>
        <rect
          x={margin.left}
          y={margin.top}
          width={right - margin.left}
          height={bottom - margin.top}
        />
      </clipPath>
      <GridRows scale={y} {...gridRows(width)} />
      <line className="zero" x1={margin.left} x2={right} y1={y(0)} y2={y(0)} />
      <g clipPath={`url(#${clip})`}>
        {series.map(({ key, index, points }) => (
          <g key={key} className="line" data-series={index} data-variant={key}>
            <Area
              data={[...points]}
              x={({ date }) => x(date)}
              y0={({ lower }) => y(lower)}
              y1={({ upper }) => y(upper)}
              curve={curveMonotoneX}
              className="band"
            />
            <LinePath
              data={[...points]}
              x={({ date }) => x(date)}
              y={({ delta }) => y(delta)}
              curve={curveMonotoneX}
              className="delta"
            />
          </g>
        ))}
      </g>
      <line className="cursor" x1={x(day)} x2={x(day)} y1={margin.top} y2={bottom} />
      {series.map((line) => {
        const here = pointOn(line, day);
        return (
          here && (
            <circle
              key={line.key}
              className="marker"
              data-series={line.index}
              cx={x(day)}
              cy={y(here.delta)}
              r={4}
            />
          )
        );
      })}
      <AxisLeft scale={y} {...valueAxis} tickFormat={(value) => tick(Number(value))} />
      <AxisBottom scale={x} top={bottom} {...dayAxis(width, days.length, x)} />
    </svg>
  );
}
