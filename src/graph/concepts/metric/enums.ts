import { posthogEnum } from '../../core/posthog-enum.ts';
import { wireEnum } from '../../core/wire-enum.ts';

export const MetricRole = wireEnum('MetricRole', 'The role of a metric in an experiment.', {
  primary: ['PRIMARY', 'The metric decides the experiment.'],
  secondary: ['SECONDARY', 'The metric is monitored for side effects and explanations.'],
});

export const MetricGoal = posthogEnum(
  'MetricGoal',
  'The direction that counts as an improvement.',
  {
    increase: ['INCREASE', 'More is better.'],
    decrease: ['DECREASE', 'Less is better.'],
  },
);

export const WindowUnit = posthogEnum('WindowUnit', 'Unit of a time window.', {
  second: ['SECOND', 'Seconds.'],
  minute: ['MINUTE', 'Minutes.'],
  hour: ['HOUR', 'Hours.'],
  day: ['DAY', 'Days.'],
  week: ['WEEK', 'Weeks.'],
  month: ['MONTH', 'Months.'],
});

export const FunnelOrder = posthogEnum(
  'FunnelOrder',
  'How strictly the order of the steps is enforced.',
  {
    ordered: ['ORDERED', 'In this order; other events may occur between the steps.'],
    strict: ['STRICT', 'In this order, with no other event between the steps.'],
    unordered: ['UNORDERED', 'In any order.'],
  },
);

export const RetentionStartHandling = posthogEnum(
  'RetentionStartHandling',
  'Which start event starts the window if a person has several.',
  {
    first_seen: ['FIRST_SEEN', 'The first one.'],
    last_seen: ['LAST_SEEN', 'The last one.'],
  },
);

export const MetricMath = posthogEnum(
  'MetricMath',
  'How the events of a source are aggregated. New metrics accept TOTAL, SUM, AVG, MIN, MAX, DAU, UNIQUE_SESSION, UNIQUE_GROUP and HOGQL; the others occur only in stored metrics.',
  {
    total: ['TOTAL', 'Number of events.'],
    dau: ['DAU', 'Number of people with an event (on a day).'],
    weekly_active: ['WEEKLY_ACTIVE', 'Number of people with an event within seven days.'],
    monthly_active: ['MONTHLY_ACTIVE', 'Number of people with an event within thirty days.'],
    unique_session: ['UNIQUE_SESSION', 'Number of sessions with an event.'],
    unique_group: ['UNIQUE_GROUP', 'Number of groups of `mathGroupTypeIndex` with an event.'],
    first_time_for_user: ['FIRST_TIME_FOR_USER', "Only each person's first event."],
    first_matching_event_for_user: [
      'FIRST_MATCHING_EVENT_FOR_USER',
      "Only each person's first event among those that match the filters.",
    ],
    first_time_for_user_with_filters: [
      'FIRST_TIME_FOR_USER_WITH_FILTERS',
      "Each person's first event, if it matches the filters.",
    ],
    sum: ['SUM', 'Sum of `mathProperty`.'],
    avg: ['AVG', 'Average of `mathProperty`.'],
    min: ['MIN', 'Smallest `mathProperty`.'],
    max: ['MAX', 'Largest `mathProperty`.'],
    median: ['MEDIAN', 'Median of `mathProperty`.'],
    p75: ['P75', '75th percentile of `mathProperty`.'],
    p90: ['P90', '90th percentile of `mathProperty`.'],
    p95: ['P95', '95th percentile of `mathProperty`.'],
    p99: ['P99', '99th percentile of `mathProperty`.'],
    avg_count_per_actor: ['AVG_COUNT_PER_ACTOR', 'Average count of events per person.'],
    min_count_per_actor: ['MIN_COUNT_PER_ACTOR', 'Smallest count of events per person.'],
    max_count_per_actor: ['MAX_COUNT_PER_ACTOR', 'Largest count of events per person.'],
    median_count_per_actor: ['MEDIAN_COUNT_PER_ACTOR', 'Median count of events per person.'],
    p75_count_per_actor: ['P75_COUNT_PER_ACTOR', '75th percentile of the count per person.'],
    p90_count_per_actor: ['P90_COUNT_PER_ACTOR', '90th percentile of the count per person.'],
    p95_count_per_actor: ['P95_COUNT_PER_ACTOR', '95th percentile of the count per person.'],
    p99_count_per_actor: ['P99_COUNT_PER_ACTOR', '99th percentile of the count per person.'],
    hogql: ['HOGQL', 'Result of the HogQL expression `mathHogql`.'],
  },
);
