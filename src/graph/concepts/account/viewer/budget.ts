import type { BudgetState } from '../../../../posthog/layers/budget/budget.ts';
import { builder } from '../../../core/builder.ts';
import { wireEnum } from '../../../core/wire-enum.ts';

const BudgetConfidence = wireEnum(
  'BudgetConfidence',
  'How accurately the budget of a key is known.',
  {
    counted: [
      'COUNTED',
      'Only the calls of this server are known, with those of all its replicas that share a store. Others may use the key as well.',
    ],
    corrected: [
      'CORRECTED',
      'PostHog throttled the key although calls were counted as left, so something else uses the key.',
    ],
  },
);

export const BudgetRef = builder.objectRef<BudgetState>('Budget').implement({
  description:
    'The remaining PostHog calls of a key. PostHog does not report them, so this API counts its own calls and corrects the count when PostHog throttles the key.',
  fields: (t) => ({
    minuteLimit: t.exposeInt('minuteLimit', {
      description: 'Maximum number of calls per minute for the key.',
    }),
    minuteRemaining: t.exposeInt('minuteRemaining', {
      description: 'Number of calls left, given those made in the last 60 seconds.',
    }),
    hourLimit: t.exposeInt('hourLimit', {
      description: 'Maximum number of calls per hour for the key.',
    }),
    hourRemaining: t.exposeInt('hourRemaining', {
      description: 'Number of calls left, given those made in the last 60 minutes.',
    }),
    nextCallAt: t.field({
      type: 'DateTime',
      description: 'When the next call is possible; the current time if it is possible now.',
      resolve: ({ nextCallAt }) => new Date(nextCallAt),
    }),
    confidence: t.field({
      type: BudgetConfidence.ref,
      description: 'How accurately the budget is known.',
      resolve: ({ confidence }) => confidence,
    }),
  }),
});
