import { DAY_MS } from '../../../context/clock.ts';
import { readOr } from '../../../core/malformed.ts';
import type { TimeseriesRow } from './loader.ts';

/** The hours by which the time zone that is furthest ahead is ahead of UTC: a day ends there first. */
const FURTHEST_AHEAD_HOURS = 14;

/** The dates of the experiment of a series. */
interface Run {
  readonly start_date?: string | null;
  readonly end_date?: string | null;
}

/**
 * Up to when a day of a series has data at least. PostHog's days end at midnight in the time zone of the project, and
 * neither a series nor its experiment says which zone that is. To read the project would take one more call, and a scope
 * that keys for experiments may lack. So a day is taken to end where it ends first, which never claims data that is not
 * there: in a project in UTC the day has data for 14 more hours. The last day may be cut short, by the end of the
 * experiment or because it was computed before it was over.
 */
export function dataEndOf(row: TimeseriesRow, date: string, experiment: Run): Date {
  const dayEnd = Date.parse(`${date}T00:00:00Z`) + DAY_MS - FURTHEST_AHEAD_HOURS * 3_600_000;
  const computedAt = readOr(() => row.computed_at, null);
  const ends = [computedAt, experiment.end_date].flatMap((text) =>
    text == null ? [] : [Date.parse(text)],
  );
  const start = experiment.start_date == null ? -Infinity : Date.parse(experiment.start_date);
  return new Date(Math.max(start, Math.min(dayEnd, ...ends)));
}
