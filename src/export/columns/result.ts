import { armColumns, metricColumns, type ArmSource } from './arm.ts';
import type { Column } from './column.ts';

/** One arm in the newest result of a metric. */
export interface ResultSource extends ArmSource {
  /** The result has data up to this time. */
  readonly asOf: string | null;
  /** Where PostHog computed the result. */
  readonly source: string | null;
}

/** The columns of an export of results: one row for each experiment, metric and variant. */
export const resultColumns: readonly Column<ResultSource>[] = [
  ...metricColumns,
  ...armColumns,
  {
    name: 'as_of',
    type: 'time',
    description: 'The result has data up to this time; null without a result',
    of: ({ asOf }) => asOf,
  },
  {
    name: 'source',
    type: 'text',
    description:
      '`recalculation` of all metrics, or the last day of the `timeseries`; null without a result',
    of: ({ source }) => source?.toLowerCase(),
  },
];
