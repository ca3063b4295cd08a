import { builder } from '../../../core/builder.ts';
import { ResultSource } from './enums.ts';
import {
  ArmResultRef,
  BreakdownResultRef,
  MetricComparisonRef,
  MetricResultRef,
  VariantResultRef,
} from './ref.ts';

builder.interfaceType(MetricComparisonRef, {
  description: 'The arms of one metric compared, over the data from the launch up to one moment.',
  resolveType: (node) => ('source' in node ? 'MetricResult' : 'TimeseriesPoint'),
  fields: (t) => ({
    baseline: t.expose('baseline', {
      type: ArmResultRef,
      description: 'The arm the others are compared with; null where nothing was computed.',
      nullable: true,
    }),
    variants: t.expose('variants', {
      type: [VariantResultRef],
      description: 'Every other arm beside the baseline; empty where nothing was computed.',
    }),
    breakdowns: t.expose('breakdowns', {
      type: [BreakdownResultRef],
      description: 'The comparison by value of the breakdown; empty without one.',
    }),
    raw: t.expose('raw', {
      type: 'JSON',
      description:
        "PostHog's answer without its SQL, its cache keys and the echo of the metric; null where nothing was computed.",
      nullable: true,
    }),
  }),
});

builder.objectType(MetricResultRef, {
  description: 'The newest result of a metric.',
  interfaces: [MetricComparisonRef],
  fields: (t) => ({
    source: t.expose('source', {
      type: ResultSource.ref,
      description: 'What PostHog computed it in.',
    }),
    asOf: t.field({
      type: 'DateTime',
      description:
        'Data were read up to this moment. For a day of the series: the end of that day (in UTC), or now on the day itself.',
      nullable: true,
      volatile: (result, { clock }) => result.isUnfinished(clock),
      resolve: (result, _args, { clock }) => result.asOf(clock),
    }),
    date: t.expose('date', {
      type: 'Date',
      description: 'The day of the series it is; null for a run over all metrics.',
      nullable: true,
    }),
    error: t.exposeString('error', {
      description:
        'Why the newest run could not compute this metric, where it tried: then this is the last day of the series.',
      nullable: true,
    }),
  }),
});
