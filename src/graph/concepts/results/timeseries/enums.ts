import { wireEnum } from '../../../core/wire-enum.ts';

export const TimeseriesStatus = wireEnum('TimeseriesStatus', 'How much of a series is computed.', {
  pending: ['PENDING', 'No day yet.'],
  partial: ['PARTIAL', 'Some days, not all.'],
  completed: ['COMPLETED', 'Every day.'],
  failed: ['FAILED', 'No day, and at least one failed.'],
});
