import { wireEnum } from '../../core/wire-enum.ts';

export const Recommendation = wireEnum(
  'DecisionRecommendation',
  'What to do with an experiment. Considered in this order: invalid, harmful, ready to ship, otherwise hold.',
  {
    ship: ['SHIP', 'Ship the variant named in `variant`.'],
    roll_back: ['ROLL_BACK', 'End it and keep the baseline: every test arm does harm.'],
    keep_running: ['KEEP_RUNNING', 'Nothing is decided yet, and more data can decide it.'],
    stop_inconclusive: ['STOP_INCONCLUSIVE', 'End it: its time is over and no test arm is better.'],
    review: ['REVIEW', 'A person must look: the data cannot be trusted, or metrics disagree.'],
  },
);

export const CriterionName = wireEnum('DecisionCriterionName', 'What a decision depends on.', {
  split: ['SPLIT', 'People were split among the variants as configured (p of at least 0.001).'],
  primary_metrics: [
    'PRIMARY_METRICS',
    'There is a primary metric, and all of them have statistics.',
  ],
  no_harm: ['NO_HARM', 'There is a test arm that is worse in no primary metric and no guardrail.'],
  winner: ['WINNER', 'Such an arm is certainly better in a primary metric.'],
  guardrails: ['GUARDRAILS', 'Every guardrail metric has statistics for that arm.'],
  secondary_metrics: [
    'SECONDARY_METRICS',
    'That arm is significantly worse in no other secondary metric.',
  ],
  full_week: ['FULL_WEEK', 'It ran for at least 7 days.'],
  planned_end: [
    'PLANNED_END',
    'The planned running time, or where only that was planned the number of people, is reached.',
  ],
});

export type RecommendationValue = NonNullable<ReturnType<typeof Recommendation.read>>;
export type CriterionNameValue = NonNullable<ReturnType<typeof CriterionName.read>>;
