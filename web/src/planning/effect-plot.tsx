import { AxisBottom, AxisLeft } from '@visx/axis';
import { curveMonotoneX } from '@visx/curve';
import { GridRows } from '@visx/grid';
import { scaleLog } from '@visx/scale';
import { LinePath } from '@visx/shape';
import type { PointerEvent } from 'react';
import type { EffectPoint } from './curve.ts';

interface EffectPlotProps {
  readonly width: number;
  readonly height: number;
  readonly points: readonly EffectPoint[];
  /** Index of the point that is read out. */
  readonly chosen: number;
  readonly choose: (index: number) => void;
}

const margin = { top: 8, right: 16, bottom: 24, left: 56 };
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

const amountOf = ({ days, people }: EffectPoint) => Math.max(1, days ?? people);

/** The drawing itself; said in words by what is around it. Both scales are logarithmic, so that the law is a line. */
export function EffectPlot({ width, height, points, chosen, choose }: EffectPlotProps) {
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const effects = points.map(({ effect }) => effect);
  const amounts = points.map(amountOf);
  const x = scaleLog({
    domain: [Math.min(...effects), Math.max(...effects)],
    range: [margin.left, right],
  });
  const ticks = ladder(Math.min(...amounts), Math.max(...amounts));
  const y = scaleLog({ domain: [ticks[0]!, ticks.at(-1)!], range: [bottom, margin.top] });
  const here = points[chosen]!;
  const shown = width < 500 ? [0, 6, 11, 13] : [0, 2, 4, 6, 8, 11, 13];

  function point(event: PointerEvent<SVGSVGElement>) {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = effects.map((effect) => Math.abs(x(effect) - at));
    choose(distances.indexOf(Math.min(...distances)));
  }

  return (
    <svg width={width} height={height} aria-hidden="true" onPointerDown={point}>
      <GridRows
        scale={y}
        left={margin.left}
        width={right - margin.left}
        tickValues={ticks}
        className="grid"
      />
      <g data-series={1}>
        <LinePath
          data={[...points]}
          x={({ effect }) => x(effect)}
          y={(one) => y(amountOf(one))}
          curve={curveMonotoneX}
          className="delta"
        />
        {points.map((one) => (
          <circle
            key={one.effect}
            className="effect-point"
            cx={x(one.effect)}
            cy={y(amountOf(one))}
            r={3}
          />
        ))}
      </g>
      <line
        className="cursor"
        x1={x(here.effect)}
        x2={x(here.effect)}
        y1={margin.top}
        y2={bottom}
      />
      <circle className="marker" data-series={1} cx={x(here.effect)} cy={y(amountOf(here))} r={5} />
      <AxisLeft
        scale={y}
        left={margin.left}
        tickValues={ticks}
        hideAxisLine
        hideTicks
        tickFormat={(value) => compact.format(Number(value))}
        tickLabelProps={{ className: 'tick', textAnchor: 'end', dx: -4, dy: 4 }}
      />
      <AxisBottom
        scale={x}
        top={bottom}
        tickValues={shown.flatMap((index) => effects[index] ?? [])}
        hideAxisLine
        hideTicks
        tickFormat={(value) => `${Number(value)}%`}
        tickLabelProps={{ className: 'tick', textAnchor: 'middle' }}
      />
    </svg>
  );
}

/** 1, 2, 5, 10, 20 …: from the last at or below one value to the first above another. */
function ladder(least: number, most: number): number[] {
  const steps = Array.from(
    { length: 36 },
    (_, index) => [1, 2, 5][index % 3]! * 10 ** Math.floor(index / 3),
  );
  const from = steps.findLastIndex((step) => step <= least);
  const to = steps.findIndex((step) => step > most);
  return steps.slice(Math.max(0, from), to + 1);
}
