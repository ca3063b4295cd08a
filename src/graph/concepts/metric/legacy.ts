import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { LegacyMetricRef } from './ref.ts';
import { MetricSourceRef } from './source.ts';

type LegacyQueryShape = Wire['TrendsQuery'] | Wire['FunnelsQuery'];

const LegacyDateRangeRef = builder.objectRef<Wire['DateRange']>('LegacyDateRange').implement({
  description: 'The date range of an insight query.',
  fields: (t) => ({
    dateFrom: t.string({
      description: 'First day, absolute or relative, such as `2023-05-01` or `-14d`.',
      nullable: true,
      resolve: (range) => range.date_from ?? null,
    }),
    dateTo: t.string({
      description: 'Last day, in the same formats. Null means today.',
      nullable: true,
      resolve: (range) => range.date_to ?? null,
    }),
    explicitDate: t.boolean({
      description: 'Whether the bounds are exact times rather than whole days.',
      nullable: true,
      resolve: (range) => range.explicitDate ?? null,
    }),
  }),
});

const LegacyQueryRef = builder.objectRef<LegacyQueryShape>('LegacyQuery').implement({
  description: 'The insight query that defines a metric of the legacy engine.',
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
      description: 'Date range of the query. Null means that of the experiment.',
      nullable: true,
      resolve: (query) => query.dateRange ?? null,
    }),
    interval: t.string({
      description: '`minute`, `hour`, `day`, `week` or `month`.',
      nullable: true,
      resolve: (query) => query.interval ?? null,
    }),
    filterTestAccounts: t.boolean({
      description: 'Whether internal and test accounts are excluded.',
      nullable: true,
      resolve: (query) => query.filterTestAccounts ?? null,
    }),
    properties: t.field({
      type: 'JSON',
      description: 'Filters on the whole query, as PostHog stores them.',
      nullable: true,
      resolve: (query) => query.properties ?? null,
    }),
    breakdownFilter: t.field({
      type: 'JSON',
      description: 'Breakdown of the query, as PostHog stores it.',
      nullable: true,
      resolve: (query) => query.breakdownFilter ?? null,
    }),
    aggregationGroupTypeIndex: t.int({
      description: 'Index of the group type that is counted. Null means people.',
      nullable: true,
      resolve: (query) => query.aggregation_group_type_index ?? null,
    }),
    samplingFactor: t.float({
      description: 'Share of the data that is read. A fraction from 0 to 1.',
      nullable: true,
      resolve: (query) => query.samplingFactor ?? null,
    }),
    conversionGoal: t.field({
      type: 'JSON',
      description: 'Conversion goal, as PostHog stores it. Counts only.',
      nullable: true,
      resolve: (query) => (query.kind === 'TrendsQuery' ? (query.conversionGoal ?? null) : null),
    }),
    displayFilter: t.field({
      type: 'JSON',
      description:
        "Display settings and, for a funnel, its conversion window. PostHog's wire name is `trendsFilter` or `funnelsFilter`.",
      nullable: true,
      resolve: (query) =>
        (query.kind === 'TrendsQuery' ? query.trendsFilter : query.funnelsFilter) ?? null,
    }),
    compareFilter: t.field({
      type: 'JSON',
      description: 'The earlier period to compare with, as PostHog stores it. Counts only.',
      nullable: true,
      resolve: (query) => (query.kind === 'TrendsQuery' ? (query.compareFilter ?? null) : null),
    }),
    dataColorTheme: t.float({
      description: "PostHog's number of the colour theme.",
      nullable: true,
      resolve: (query) => query.dataColorTheme ?? null,
    }),
    version: t.float({
      description: 'Version of the stored format.',
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
    description: 'What is counted. Null for a funnel.',
    nullable: true,
    resolve: ({ metric }) => (metric.kind === 'ExperimentTrendsQuery' ? metric.count_query : null),
  }),
  exposureQuery: t.field({
    type: LegacyQueryRef,
    description: 'What counts as an exposure. Null for a funnel, and if the default is used.',
    nullable: true,
    resolve: ({ metric }) =>
      metric.kind === 'ExperimentTrendsQuery' ? (metric.exposure_query ?? null) : null,
  }),
  funnelsQuery: t.field({
    type: LegacyQueryRef,
    description: 'The funnel. Null for a count.',
    nullable: true,
    resolve: ({ metric }) =>
      metric.kind === 'ExperimentFunnelsQuery' ? metric.funnels_query : null,
  }),
}));
