import { wireEnum } from '../../core/wire-enum.ts';

export const MetricRole = wireEnum('MetricRole', 'The part a metric plays in an experiment.', {
  primary: ['PRIMARY', 'The experiment is decided by it.'],
  secondary: ['SECONDARY', 'Watched besides, for side effects and explanations.'],
});

export const MetricGoal = wireEnum('MetricGoal', 'The direction that counts as a win.', {
  increase: ['INCREASE', 'More is better.'],
  decrease: ['DECREASE', 'Less is better.'],
});

export const WindowUnit = wireEnum('WindowUnit', 'The unit a window of time is counted in.', {
  second: ['SECOND', 'Seconds.'],
  minute: ['MINUTE', 'Minutes.'],
  hour: ['HOUR', 'Hours.'],
  day: ['DAY', 'Days.'],
  week: ['WEEK', 'Weeks.'],
  month: ['MONTH', 'Months.'],
});

export const FunnelOrder = wireEnum('FunnelOrder', 'How strictly the steps follow each other.', {
  ordered: ['ORDERED', 'In this order; other events may lie between.'],
  strict: ['STRICT', 'In this order, with no other event between.'],
  unordered: ['UNORDERED', 'In any order.'],
});

export const RetentionStartHandling = wireEnum(
  'RetentionStartHandling',
  'Which start event opens the window when a person has several.',
  {
    first_seen: ['FIRST_SEEN', 'The first one.'],
    last_seen: ['LAST_SEEN', 'The last one.'],
  },
);

export const MetricMath = wireEnum(
  'MetricMath',
  'How the events of a source are aggregated. New metrics take TOTAL, SUM, AVG, MIN, MAX, DAU, UNIQUE_SESSION, UNIQUE_GROUP and HOGQL; the others are found in stored ones.',
  {
    total: ['TOTAL', 'How many events there are.'],
    dau: ['DAU', 'How many people have one (on a day).'],
    weekly_active: ['WEEKLY_ACTIVE', 'How many people have one within seven days.'],
    monthly_active: ['MONTHLY_ACTIVE', 'How many people have one within thirty days.'],
    unique_session: ['UNIQUE_SESSION', 'How many sessions have one.'],
    unique_group: ['UNIQUE_GROUP', 'How many groups of `mathGroupTypeIndex` have one.'],
    first_time_for_user: ['FIRST_TIME_FOR_USER', 'Only the first one each person ever had.'],
    first_matching_event_for_user: [
      'FIRST_MATCHING_EVENT_FOR_USER',
      'Only the first one of each person that matches the filters.',
    ],
    first_time_for_user_with_filters: [
      'FIRST_TIME_FOR_USER_WITH_FILTERS',
      'The first one each person ever had, if it matches the filters.',
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
    hogql: ['HOGQL', 'What the HogQL expression `mathHogql` gives.'],
  },
);
