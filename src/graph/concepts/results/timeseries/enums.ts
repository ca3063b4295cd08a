import { posthogEnum } from '../../../core/posthog-enum.ts';

export const TimeseriesStatus = posthogEnum(
  'TimeseriesStatus',
  'How much of a series has been computed.',
  {
    pending: ['PENDING', 'No day has been computed yet.'],
    partial: ['PARTIAL', 'Some days, but not all, have been computed.'],
    completed: ['COMPLETED', 'Every day has been computed.'],
    failed: ['FAILED', 'No day has been computed, and at least one failed.'],
  },
);
