import type {
  ExperimentOrder,
  ExperimentOrderField,
  ExperimentRowFragment,
} from '../generated/graphql.ts';
import { recommendationOf } from './matching.ts';
import { ownerOf } from './owner.ts';
import type { Outcome } from './outcomes-var.ts';

/** The columns of the list, by their names in the address. */
export const columns = {
  name: 'Name',
  status: 'Status',
  decision: 'Decision',
  effect: 'Primary metric',
  started: 'Started',
  duration: 'Duration',
  owner: 'Owner',
} as const;
export type Column = keyof typeof columns;

export interface Sorting {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** `-duration` in the address is the longest first. Null for anything that is no order. */
export function sortingOf(text: string): Sorting | null {
  const column = text.replace(/^-/, '');
  return column in columns
    ? { column: column as Column, isDescending: text.startsWith('-') }
    : null;
}

/** Columns whose first click shows the largest value first. */
const largestFirst: ReadonlySet<Column> = new Set(['started', 'duration', 'effect']);

/** What a click on a header puts into the address: one direction, then the other, then no order. */
export function afterClick(column: Column, sorting: Sorting | null): string {
  const first = largestFirst.has(column);
  if (sorting?.column !== column) return first ? `-${column}` : column;
  if (sorting.isDescending !== first) return '';
  return first ? column : `-${column}`;
}

const fields: Partial<Record<Column, ExperimentOrderField>> = {
  name: 'NAME',
  status: 'STATUS',
  started: 'START_DATE',
  duration: 'DURATION',
  owner: 'CREATED_BY',
};

/** The order as PostHog can make it; undefined for one that only this page can make. */
export function upstreamOrder(sorting: Sorting | null): ExperimentOrder | undefined {
  const field = sorting ? fields[sorting.column] : 'CREATED_AT';
  return field && { field, direction: sorting?.isDescending === false ? 'ASC' : 'DESC' };
}

type Value = string | number | null | undefined;

/** PostHog orders by draft, running and stopped; what runs less comes behind what runs. */
const statuses = ['DRAFT', 'RUNNING', 'EXPOSURE_FROZEN', 'PAUSED', 'STOPPED'];
/** What is to be done comes first. */
const recommendations = ['SHIP', 'ROLL_BACK', 'REVIEW', 'STOP_INCONCLUSIVE', 'KEEP_RUNNING'];

const valueOf: Record<Column, (row: ExperimentRowFragment, outcome?: Outcome) => Value> = {
  name: ({ name }) => name,
  status: ({ status }) => placeIn(statuses, status),
  decision: (row, outcome) => placeIn(recommendations, recommendationOf(row, outcome)),
  effect: (_, outcome) => outcome?.effect?.delta,
  started: ({ startDate }) => (startDate == null ? null : Date.parse(startDate)),
  duration: ({ durationDays }) => durationDays,
  owner: (row) => ownerOf(row),
};

const placeIn = (order: readonly string[], word: string | null | undefined) =>
  word == null || !order.includes(word) ? null : order.indexOf(word);

const { compare: compareText } = new Intl.Collator('en', { numeric: true });

/** Orders rows of which the newest come first. Those without a value come last in both directions, as from the API. */
export function sorted(
  rows: readonly ExperimentRowFragment[],
  { column, isDescending }: Sorting,
  outcomeOf: (id: string) => Outcome | undefined,
): readonly ExperimentRowFragment[] {
  const sign = isDescending ? -1 : 1;
  const valued = rows.map((row) => [valueOf[column](row, outcomeOf(row.id)), row] as const);
  return valued
    .toSorted(([one], [other]) => {
      if (one == null || other == null) return Number(one == null) - Number(other == null);
      return (
        sign * (typeof one === 'number' ? one - Number(other) : compareText(one, String(other)))
      );
    })
    .map(([, row]) => row);
}
