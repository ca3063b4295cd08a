import type { TimeseriesRow } from './loader.ts';

export type StaleReasonWord = 'recalculating' | 'experiment_ended' | 'stopped_updating';

const DAY = 86_400_000;
/** PostHog's daily job takes running experiments launched at most this many days ago. */
const UPDATED_FOR_DAYS = 60;

/** Why a series gets no new days from the daily job; null while it does. */
export function staleReasonOf(
  row: Pick<TimeseriesRow, 'recalculation_status'>,
  experiment: { start_date?: string | null; end_date?: string | null },
  now: Date,
): StaleReasonWord | null {
  if (row.recalculation_status === 'pending' || row.recalculation_status === 'in_progress') {
    return 'recalculating';
  }
  if (experiment.end_date != null) return 'experiment_ended';
  const launched =
    experiment.start_date == null ? now.getTime() : Date.parse(experiment.start_date);
  return now.getTime() - launched > UPDATED_FOR_DAYS * DAY ? 'stopped_updating' : null;
}
