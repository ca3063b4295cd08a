import type { BudgetState } from '../../../../posthog/layers/budget/budget.ts';
import { builder } from '../../../core/builder.ts';
import { wireEnum } from '../../../core/wire-enum.ts';

const BudgetConfidence = wireEnum('BudgetConfidence', 'How well the budget of a key is known.', {
  counted: ['COUNTED', 'Only calls of this process are known; others may use the key too.'],
  corrected: [
    'CORRECTED',
    'PostHog throttled the key although calls were left by our count: somebody else uses it.',
  ],
});

export const BudgetRef = builder.objectRef<BudgetState>('Budget').implement({
  description:
    "What is left of the PostHog calls of a key. PostHog never says; this API counts its own calls and is corrected by PostHog's refusals.",
  fields: (t) => ({
    minuteLimit: t.exposeInt('minuteLimit', { description: 'Calls the key may make in a minute.' }),
    minuteRemaining: t.exposeInt('minuteRemaining', {
      description: 'Calls left of the last 60 seconds.',
    }),
    hourLimit: t.exposeInt('hourLimit', { description: 'Calls the key may make in an hour.' }),
    hourRemaining: t.exposeInt('hourRemaining', {
      description: 'Calls left of the last 60 minutes.',
    }),
    nextCallAt: t.field({
      type: 'DateTime',
      description: 'When the next call fits; now when one fits at once.',
      resolve: ({ nextCallAt }) => new Date(nextCallAt),
    }),
    confidence: t.field({
      type: BudgetConfidence.ref,
      description: 'How well this is known.',
      resolve: ({ confidence }) => confidence,
    }),
  }),
});
