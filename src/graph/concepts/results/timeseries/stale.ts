import { DAY_MS, type Clock } from '../../../context/clock.ts';
import type { TimeseriesRow } from './loader.ts';

export type StaleReasonValue = 'recalculating' | 'experiment_ended' | 'stopped_updating';

/** PostHog's daily job updates running experiments launched at most this many days ago. */
export const UPDATED_FOR_DAYS = 60;

/** Why the daily job no longer adds days to a series; null while it does. */
export function staleReasonOf(
  row: Pick<TimeseriesRow, 'recalculation_status'>,
  experiment: { start_date?: string | null; end_date?: string | null },
  clock: Clock,
): StaleReasonValue | null {
  if (row.recalculation_status === 'pending' || row.recalculation_status === 'in_progress') {
    return 'recalculating';
  }
  if (experiment.end_date != null) return 'experiment_ended';
  if (experiment.start_date == null) return null;
  const lastUpdate = Date.parse(experiment.start_date) + UPDATED_FOR_DAYS * DAY_MS;
  return clock.isPast(lastUpdate) ? 'stopped_updating' : null;
}
