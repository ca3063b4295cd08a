import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleLinear, scaleUtc } from '@visx/scale';
import { Area, LinePath } from '@visx/shape';
import { number } from '../format.ts';
import { DaySlider, type Drawing } from './day-slider.tsx';
import type { ExposureDay } from './exposures.ts';
import { dayAxis, gridRows, margin, nearestDay, valueAxis } from './frame.ts';

interface ExposureChartProps {
  /** At least one. */
  readonly days: readonly ExposureDay[];
  /** Planned number of people over all arms; undefined without a plan. */
  readonly planned: number | undefined;
  readonly plannedEnd: Date | undefined;
}

/** People since the launch, the arms one upon the other, against the planned number of people. */
export default function ExposureChart(props: ExposureChartProps) {
  const { days, planned } = props;
  const on = (day: Date) => days.find(({ date }) => date.getTime() === day.getTime())!;
  return (
    <DaySlider
      label="People exposed since the launch, by day"
      days={days.map(({ date }) => date)}
      inWords={(day) => {
        const { arms, total } = on(day);
        const each = arms.map(({ key, people }) => `${key} ${number(people)}`).join(', ');
        const plan = planned === undefined ? '' : ` of ${number(planned)} planned`;
        return `${number(total)} people${plan}: ${each}`;
      }}
      readout={(day) => {
        const { arms, total } = on(day);
        return (
          <>
            <span>{number(total)} people</span>
            {arms.map(({ key, index, people }) => (
              <span key={key} data-series={index}>
                {key} {number(people)}
              </span>
            ))}
          </>
        );
      }}
      draw={(drawing) => <Stack {...props} {...drawing} />}
    />
  );
}

/** A share of the planned number above which its line leaves room for its label. */
const ROOM = 1.08;

function Stack({
  days,
  planned,
  plannedEnd,
  width,
  height,
  chosen,
  choose,
}: ExposureChartProps & Drawing) {
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const dates = days.map(({ date }) => date);
  const newest = days.at(-1)!;
  const end = Math.max(newest.date.getTime(), plannedEnd?.getTime() ?? 0);
  const x = scaleUtc({ domain: [dates[0]!.getTime(), end], range: [margin.left, right] });
  const y = scaleLinear({
    domain: [0, Math.max(newest.total, planned ?? 0, 1) * ROOM],
    range: [bottom, margin.top],
    nice: 4,
  });
  const day = dates[chosen]!;
  return (
    <svg
      width={width}
      height={height}
      aria-hidden="true"
      onPointerMove={(event) => choose(nearestDay(event, dates, x))}
    >
      <GridRows scale={y} {...gridRows(width)} />
      {newest.arms.map(({ key, index }) => {
        const points = days.flatMap(({ date, arms }) => {
          const arm = arms.find((one) => one.key === key);
          return arm ? [{ date, low: arm.stacked - arm.people, high: arm.stacked }] : [];
        });
        return (
          <g key={key} className="stack" data-series={index} data-variant={key}>
            <Area
              data={points}
              x={({ date }) => x(date)}
              y0={({ low }) => y(low)}
              y1={({ high }) => y(high)}
              className="layer"
            />
            <LinePath
              data={points}
              x={({ date }) => x(date)}
              y={({ high }) => y(high)}
              className="delta"
            />
          </g>
        );
      })}
      {planned !== undefined && (
        <g className="planned">
          <line x1={margin.left} x2={right} y1={y(planned)} y2={y(planned)} />
          <text className="tick" x={margin.left + 4} y={y(planned) - 4}>
            planned {number(planned)}
          </text>
        </g>
      )}
      {plannedEnd && (
        <g className="planned">
          <line x1={x(plannedEnd)} x2={x(plannedEnd)} y1={margin.top} y2={bottom} />
        </g>
      )}
      <line className="cursor" x1={x(day)} x2={x(day)} y1={margin.top} y2={bottom} />
      <AxisLeft scale={y} {...valueAxis} tickFormat={(value) => short(Number(value))} />
      <AxisBottom scale={x} top={bottom} {...dayAxis(width, days.length, x)} />
    </svg>
  );
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A number of people on a scale: “12K”. */
const short = (people: number) => compact.format(people);
