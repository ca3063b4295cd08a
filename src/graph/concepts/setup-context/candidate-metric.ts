import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SetupCandidateMetricRef } from './ref.ts';

type FunnelStats = NonNullable<Wire['SetupCandidateMetric']['funnel_baseline_stats']>;
type MeanStats = NonNullable<Wire['SetupCandidateMetric']['mean_count_baseline_stats']>;

const FunnelBaselineStatsRef = builder
  .objectRef<FunnelStats>('SetupFunnelBaselineStats')
  .implement({
    description: 'Current sums for a funnel, as input for `calculateRunningTime`.',
    fields: (t) => ({
      numberOfSamples: t.exposeInt('number_of_samples', {
        description: 'Number of people.',
        nullable: true,
      }),
      sum: t.exposeFloat('sum', {
        description: 'Number of people who completed it.',
        nullable: true,
      }),
      stepCounts: t.field({
        type: ['Float'],
        description: 'Number of people who reached each step, in order.',
        resolve: (stats) => stats.step_counts ?? [],
      }),
    }),
  });

const MeanBaselineStatsRef = builder.objectRef<MeanStats>('SetupMeanBaselineStats').implement({
  description: 'Current sums for a count per person, as input for `calculateRunningTime`.',
  fields: (t) => ({
    numberOfSamples: t.exposeInt('number_of_samples', {
      description: 'Number of people.',
      nullable: true,
    }),
    sum: t.exposeFloat('sum', { description: 'Sum of the counts.', nullable: true }),
    sumSquares: t.exposeFloat('sum_squares', {
      description: 'Sum of the squared counts.',
      nullable: true,
    }),
  }),
});

builder.objectType(SetupCandidateMetricRef, {
  description: "Current behaviour of the planned metric's event.",
  fields: (t) => ({
    windowDays: t.exposeInt('window_days', {
      description: 'Number of days analysed.',
      nullable: true,
    }),
    sourceEvent: t.exposeString('source_event', {
      description: 'The event of the metric.',
      nullable: true,
    }),
    metricProperties: t.field({
      type: ['JSON'],
      description: "The conditions on that event, in PostHog's format.",
      resolve: (metric) => metric.metric_properties ?? [],
    }),
    targetEvent: t.exposeString('target_event', {
      description: 'The target event, if one was given.',
      nullable: true,
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'When it was computed.',
      nullable: true,
      resolve: (metric) => metric.computed_at ?? null,
    }),
    testAccountsFiltered: t.exposeBoolean('test_accounts_filtered', {
      description: 'Whether internal and test accounts were excluded.',
      nullable: true,
    }),
    personsReached: t.exposeInt('persons_reached', {
      description: 'Number of people who had the target event. Null without a target event.',
      nullable: true,
    }),
    personsConverted: t.exposeInt('persons_converted', {
      description:
        "Number of people who had the target event and then the metric's event. Null without a target event.",
      nullable: true,
    }),
    conversionRate: t.exposeFloat('conversion_rate', {
      description:
        "Conversion rate from the target event to the metric's event, from 0 to 1. Null without a target event.",
      nullable: true,
    }),
    funnelBaselineStats: t.field({
      type: FunnelBaselineStatsRef,
      description: "Sums for planning a funnel from the target event to the metric's event.",
      nullable: true,
      resolve: (metric) => metric.funnel_baseline_stats ?? null,
    }),
    meanCountBaselineStats: t.field({
      type: MeanBaselineStatsRef,
      description: 'Sums for planning a mean count of the event.',
      nullable: true,
      resolve: (metric) => metric.mean_count_baseline_stats ?? null,
    }),
    note: t.exposeString('note', {
      description: 'What to consider when using these numbers, as PostHog words it.',
      nullable: true,
    }),
    eventVolume: t.exposeFloat('event_volume', {
      description: 'Number of occurrences of the event in the period. A whole number.',
      nullable: true,
    }),
    uniquePersons: t.exposeInt('unique_persons', {
      description: 'Number of people with the event in the period.',
      nullable: true,
    }),
  }),
});
