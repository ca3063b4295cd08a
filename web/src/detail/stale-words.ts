import type { StaleReason } from './generated/graphql.ts';

/** Why what is shown is not the newest, as a sentence. */
export const staleWords: Readonly<Record<StaleReason, string>> = {
  EXPERIMENT_ENDED: 'Final: the experiment has ended.',
  RECALCULATING: 'Being computed anew.',
  STOPPED_UPDATING: 'PostHog adds no more days 60 days after the launch.',
  BUDGET_SPENT: 'Read earlier: the budget of calls is used up.',
  RATE_LIMITED: 'Read earlier: PostHog asks to slow down.',
  UPSTREAM_DOWN: 'Read earlier: PostHog is not answering.',
};
