import { armColumns, metricColumns, type ArmSource } from './arm.ts';
import type { Column } from './column.ts';

/** One arm on one day of a metric's series. */
export interface DaySource extends ArmSource {
  readonly date: string | null;
  /** When PostHog gave the series. */
  readonly asOf: string;
}

/** The columns of an export of timeseries: one row for each experiment, metric, day and variant. */
export const timeseriesColumns: readonly Column<DaySource>[] = [
  ...metricColumns,
  {
    name: 'date',
    type: 'day',
    description:
      'The day; numbers are cumulative from the launch to its end in the time zone of the project',
    of: ({ date }) => date,
  },
  ...armColumns,
  {
    name: 'as_of',
    type: 'time',
    description: 'When PostHog gave the series',
    of: ({ asOf }) => asOf,
  },
];
