import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { LegacyMetricRef } from './ref.ts';
import { MetricSourceRef } from './source.ts';

type LegacyQueryShape = Wire['TrendsQuery'] | Wire['FunnelsQuery'];

const LegacyDateRangeRef = builder.objectRef<Wire['DateRange']>('LegacyDateRange').implement({
  description: 'The days an insight query looks at.',
  fields: (t) => ({
    dateFrom: t.string({
      description: 'First day, absolute or relative, such as `2023-05-01` or `-14d`.',
      nullable: true,
      resolve: (range) => range.date_from ?? null,
    }),
    dateTo: t.string({
      description: 'Last day, in the same forms; null means today.',
      nullable: true,
      resolve: (range) => range.date_to ?? null,
    }),
    explicitDate: t.boolean({
      description: 'True when the ends are exact moments and not whole days.',
      nullable: true,
      resolve: (range) => range.explicitDate ?? null,
    }),
  }),
});

const LegacyQueryRef = builder.objectRef<LegacyQueryShape>('LegacyQuery').implement({
  description: 'The insight query that a metric of the retired engine is made of.',
  fields: (t) => ({
    kind: t.string({
      description: '`TrendsQuery` or `FunnelsQuery`.',
      resolve: ({ kind }) => kind,
    }),
    series: t.field({
      type: [MetricSourceRef],
      description: 'What is counted, or the steps of the funnel.',
      resolve: ({ series }) => series,
    }),
    dateRange: t.field({
      type: LegacyDateRangeRef,
      description: 'Days it looks at; null means those of the experiment.',
      nullable: true,
      resolve: (query) => query.dateRange ?? null,
    }),
    interval: t.string({
      description: '`minute`, `hour`, `day`, `week` or `month`.',
      nullable: true,
      resolve: (query) => query.interval ?? null,
    }),
    filterTestAccounts: t.boolean({
      description: 'True when internal and test accounts are left out.',
      nullable: true,
      resolve: (query) => query.filterTestAccounts ?? null,
    }),
    properties: t.field({
      type: 'JSON',
      description: 'Filters of the whole query, as PostHog stores them.',
      nullable: true,
      resolve: (query) => query.properties ?? null,
    }),
    breakdownFilter: t.field({
      type: 'JSON',
      description: 'How it is broken down, as PostHog stores it.',
      nullable: true,
      resolve: (query) => query.breakdownFilter ?? null,
    }),
    aggregationGroupTypeIndex: t.int({
      description: 'Group type that is counted; null means people.',
      nullable: true,
      resolve: (query) => query.aggregation_group_type_index ?? null,
    }),
    samplingFactor: t.float({
      description: 'Share of the data that is read; a fraction, 0 to 1.',
      nullable: true,
      resolve: (query) => query.samplingFactor ?? null,
    }),
    conversionGoal: t.field({
      type: 'JSON',
      description: 'What its conversions are counted by, as PostHog stores it; counts only.',
      nullable: true,
      resolve: (query) => (query.kind === 'TrendsQuery' ? (query.conversionGoal ?? null) : null),
    }),
    displayFilter: t.field({
      type: 'JSON',
      description:
        "How it is shown and, for a funnel, its window. PostHog's `trendsFilter` or `funnelsFilter`.",
      nullable: true,
      resolve: (query) =>
        (query.kind === 'TrendsQuery' ? query.trendsFilter : query.funnelsFilter) ?? null,
    }),
    compareFilter: t.field({
      type: 'JSON',
      description: 'The earlier time it is compared with, as PostHog stores it; counts only.',
      nullable: true,
      resolve: (query) => (query.kind === 'TrendsQuery' ? (query.compareFilter ?? null) : null),
    }),
    dataColorTheme: t.float({
      description: "PostHog's number of the colours it is drawn in.",
      nullable: true,
      resolve: (query) => query.dataColorTheme ?? null,
    }),
    version: t.float({
      description: 'Version of the form it is stored in.',
      nullable: true,
      resolve: (query) => query.version ?? null,
    }),
    raw: t.field({
      type: 'JSON',
      description: 'The whole query as PostHog stores it.',
      resolve: (query) => query,
    }),
  }),
});

builder.objectFields(LegacyMetricRef, (t) => ({
  kind: t.string({
    description: '`ExperimentTrendsQuery` (a count) or `ExperimentFunnelsQuery`.',
    resolve: ({ metric }) => metric.kind,
  }),
  countQuery: t.field({
    type: LegacyQueryRef,
    description: 'What is counted; null for a funnel.',
    nullable: true,
    resolve: ({ metric }) => (metric.kind === 'ExperimentTrendsQuery' ? metric.count_query : null),
  }),
  exposureQuery: t.field({
    type: LegacyQueryRef,
    description: 'What an exposure is; null for a funnel, and for the default.',
    nullable: true,
    resolve: ({ metric }) =>
      metric.kind === 'ExperimentTrendsQuery' ? (metric.exposure_query ?? null) : null,
  }),
  funnelsQuery: t.field({
    type: LegacyQueryRef,
    description: 'The funnel; null for a count.',
    nullable: true,
    resolve: ({ metric }) =>
      metric.kind === 'ExperimentFunnelsQuery' ? metric.funnels_query : null,
  }),
}));
