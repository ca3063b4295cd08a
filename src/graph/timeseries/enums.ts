import { wireEnum } from '../wire-enum.ts';

export const TimeseriesStatus = wireEnum('TimeseriesStatus', 'How much of a series is computed.', {
  pending: ['PENDING', 'No day yet.'],
  partial: ['PARTIAL', 'Some days, not all.'],
  completed: ['COMPLETED', 'Every day.'],
  failed: ['FAILED', 'No day, and at least one failed.'],
});

export const StaleReason = wireEnum('StaleReason', 'Why a series gets no new days.', {
  recalculating: [
    'RECALCULATING',
    'It was thrown away to be computed again, and has not been finished.',
  ],
  experiment_ended: ['EXPERIMENT_ENDED', 'The experiment ended: its last day is final.'],
  stopped_updating: [
    'STOPPED_UPDATING',
    'The launch is more than 60 days ago: PostHog no longer computes it daily. Ask for a recalculation.',
  ],
});
