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
  description:
    'A comparison of the arms of one metric, over the data from the launch up to one moment.',
  resolveType: (node) => ('source' in node ? 'MetricResult' : 'TimeseriesPoint'),
  fields: (t) => ({
    baseline: t.expose('baseline', {
      type: ArmResultRef,
      description: 'The arm that the others are compared with. Null if nothing was computed.',
      nullable: true,
    }),
    variants: t.expose('variants', {
      type: [VariantResultRef],
      description: 'All arms other than the baseline. Empty if nothing was computed.',
    }),
    holdout: t.expose('holdout', {
      type: VariantResultRef,
      description:
        'The people of the holdout compared with the baseline, as PostHog does it. They take no part in the experiment, so this is no arm: nothing is decided by it. Null without a holdout, and if nothing was computed.',
      nullable: true,
    }),
    breakdowns: t.expose('breakdowns', {
      type: [BreakdownResultRef],
      description: 'The comparison by value of the breakdown. Empty without a breakdown.',
    }),
    raw: t.expose('raw', {
      type: 'JSON',
      description:
        "PostHog's response without its SQL, its cache keys and the copy of the metric. Null if nothing was computed.",
      nullable: true,
    }),
  }),
});

builder.objectType(MetricResultRef, {
  extensions: { neverThrows: true },
  description: 'The newest result of a metric.',
  interfaces: [MetricComparisonRef],
  fields: (t) => ({
    source: t.expose('source', {
      type: ResultSource.ref,
      description: 'Where PostHog computed the result.',
    }),
    asOf: t.field({
      type: 'DateTime',
      description:
        'The result includes data up to this moment. A day of the series ends at midnight in the time zone of the project, which PostHog does not give with it; it is taken to end where it ends first, at 10:00 UTC, so there may be data of up to 26 more hours. It is earlier if the series was computed or the experiment ended before that.',
      nullable: true,
      volatile: (result, { clock }) => result.isUnfinished(clock),
      resolve: (result, _args, { clock }) => result.asOf(clock),
    }),
    date: t.expose('date', {
      type: 'Date',
      description: 'The day of the series. Null for a recalculation of all metrics.',
      nullable: true,
    }),
    error: t.exposeString('error', {
      description:
        'Why the newest recalculation could not compute this metric, if it tried. The result is then the last day of the series.',
      nullable: true,
    }),
  }),
});
