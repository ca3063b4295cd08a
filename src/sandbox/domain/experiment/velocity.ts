import type { Experiment, Project } from '../../model/entities.ts';
import type { Store } from '../../model/store.ts';
import { DAY_MS, midnightIn } from '../../model/zone.ts';

/**
 * Launches and completions of a project, as GET …/stats/ counts them
 * (docs/posthog/other-operations.md#velocity).
 */
export interface Velocity {
  launched_last_30d: number;
  launched_previous_30d: number;
  /** Change in launches compared with the previous window, in percent with one decimal. */
  percent_change: number;
  active_experiments: number;
  completed_last_30d: number;
}

/** The windows are days in the project's time zone: 30 days and today, and the 30 days before. */
export function velocity(store: Store, project: Project, now: Date): Velocity {
  const rows = store.experiments
    .by('project', project.id)
    .filter(({ deleted, archived }) => !deleted && !archived);
  const today = midnightIn(project.timezone, now).getTime();
  const count = (field: 'start_date' | 'end_date', from: number, to: number): number =>
    rows.filter((row) => within(row, field, from, to)).length;
  const tomorrow = today + DAY_MS;
  const monthAgo = today - 30 * DAY_MS;
  const last = count('start_date', monthAgo, tomorrow);
  const previous = count('start_date', today - 60 * DAY_MS, monthAgo);
  return {
    launched_last_30d: last,
    launched_previous_30d: previous,
    percent_change: percentChange(previous, last),
    active_experiments: rows.filter((row) => row.start_date !== null && row.end_date === null)
      .length,
    completed_last_30d: count('end_date', monthAgo, tomorrow),
  };
}

function within(
  row: Experiment,
  field: 'start_date' | 'end_date',
  from: number,
  to: number,
): boolean {
  const time = Date.parse(row[field] ?? '');
  return time >= from && time < to;
}

function percentChange(previous: number, last: number): number {
  if (previous === 0) return last > 0 ? 100 : 0;
  return Math.round(((last - previous) / previous) * 1_000) / 10;
}
