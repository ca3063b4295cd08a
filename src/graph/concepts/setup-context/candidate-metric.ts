import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SetupCandidateMetricRef } from './ref.ts';

type FunnelStats = NonNullable<Wire['SetupCandidateMetric']['funnel_baseline_stats']>;
type MeanStats = NonNullable<Wire['SetupCandidateMetric']['mean_count_baseline_stats']>;

const FunnelBaselineStatsRef = builder
  .objectRef<FunnelStats>('SetupFunnelBaselineStats')
  .implement({
    description: "Today's sums of a funnel, as `calculateRunningTime` takes them.",
    fields: (t) => ({
      numberOfSamples: t.exposeInt('number_of_samples', {
        description: 'People counted.',
        nullable: true,
      }),
      sum: t.exposeFloat('sum', { description: 'People who completed it.', nullable: true }),
      stepCounts: t.field({
        type: ['Float'],
        description: 'People who reached each step, in order.',
        resolve: (stats) => stats.step_counts ?? [],
      }),
    }),
  });

const MeanBaselineStatsRef = builder.objectRef<MeanStats>('SetupMeanBaselineStats').implement({
  description: "Today's sums of a count per person, as `calculateRunningTime` takes them.",
  fields: (t) => ({
    numberOfSamples: t.exposeInt('number_of_samples', {
      description: 'People counted.',
      nullable: true,
    }),
    sum: t.exposeFloat('sum', { description: 'Sum of their counts.', nullable: true }),
    sumSquares: t.exposeFloat('sum_squares', {
      description: 'Sum of their squared counts.',
      nullable: true,
    }),
  }),
});

builder.objectType(SetupCandidateMetricRef, {
  description: 'How the event of a planned metric behaves today.',
  fields: (t) => ({
    windowDays: t.exposeInt('window_days', {
      description: 'How many days were looked at.',
      nullable: true,
    }),
    sourceEvent: t.exposeString('source_event', {
      description: 'The event of the metric.',
      nullable: true,
    }),
    metricProperties: t.field({
      type: ['JSON'],
      description: 'The conditions on that event, in PostHog form.',
      resolve: (metric) => metric.metric_properties ?? [],
    }),
    targetEvent: t.exposeString('target_event', {
      description: 'The event that people had to come from, where one was given.',
      nullable: true,
    }),
    computedAt: t.field({
      type: 'DateTime',
      description: 'When it was worked out.',
      nullable: true,
      resolve: (metric) => metric.computed_at ?? null,
    }),
    testAccountsFiltered: t.exposeBoolean('test_accounts_filtered', {
      description: 'True when internal and test accounts were left out.',
      nullable: true,
    }),
    personsReached: t.exposeInt('persons_reached', {
      description: 'People who came to the place; null without a target event.',
      nullable: true,
    }),
    personsConverted: t.exposeInt('persons_converted', {
      description: 'Those of them who did the event of the metric; null without a target event.',
      nullable: true,
    }),
    conversionRate: t.exposeFloat('conversion_rate', {
      description: 'Their share, 0 to 1; null without a target event.',
      nullable: true,
    }),
    funnelBaselineStats: t.field({
      type: FunnelBaselineStatsRef,
      description: 'The sums for planning a funnel from the place to the event.',
      nullable: true,
      resolve: (metric) => metric.funnel_baseline_stats ?? null,
    }),
    meanCountBaselineStats: t.field({
      type: MeanBaselineStatsRef,
      description: 'The sums for planning a mean count of the event.',
      nullable: true,
      resolve: (metric) => metric.mean_count_baseline_stats ?? null,
    }),
    note: t.exposeString('note', {
      description: 'What to bear in mind about these numbers, in a sentence of PostHog.',
      nullable: true,
    }),
    eventVolume: t.exposeFloat('event_volume', {
      description: 'How often the event came up in the window; a whole number.',
      nullable: true,
    }),
    uniquePersons: t.exposeInt('unique_persons', {
      description: 'How many people did it in the window.',
      nullable: true,
    }),
  }),
});
