import type { PointerEvent } from 'react';

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Pixels around a drawing, for its axes. */
export const margin = { top: 8, right: 12, bottom: 24, left: 48 };
/** Pixels of a date such as "Nov 27", with some room. */
const LABEL_WIDTH = 48;

/** Index of the day that is nearest to the pointer. */
export function nearestDay(
  event: PointerEvent<SVGSVGElement>,
  days: readonly Date[],
  x: { readonly invert: (pixels: number) => Date },
): number {
  const time = x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const distances = days.map((one) => Math.abs(one.getTime() - time.getTime()));
  return distances.indexOf(Math.min(...distances));
}

/** The axis of values to the left of a drawing. */
export const valueAxis = {
  left: margin.left,
  numTicks: 4,
  hideAxisLine: true,
  hideTicks: true,
  tickLabelProps: { className: 'tick', textAnchor: 'end', dx: -4, dy: 4 },
} as const;

/** Lines across a drawing at the values of its axis. */
export const gridRows = (width: number) => ({
  left: margin.left,
  width: width - margin.right - margin.left,
  numTicks: valueAxis.numTicks,
  className: 'grid',
});

/** An axis of days below a drawing: as many dates as have room, none of them cut off. */
export const dayAxis = (width: number, days: number, x: (day: Date) => number) => ({
  numTicks: Math.min(days, Math.floor(width / 110)),
  hideAxisLine: true,
  hideTicks: true,
  tickFormat: (value: Date | { valueOf(): number }) => day.format(new Date(value.valueOf())),
  tickLabelProps: (value: Date | { valueOf(): number }) => ({
    className: 'tick',
    // Half of the label of the newest day would be outside of the drawing.
    textAnchor:
      x(new Date(value.valueOf())) > width - margin.right - LABEL_WIDTH / 2
        ? ('end' as const)
        : ('middle' as const),
  }),
});
