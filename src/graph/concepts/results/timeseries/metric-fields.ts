import { builder } from '../../../core/builder.ts';
import { inputError } from '../../../core/input-error.ts';
import { MetricRef } from '../../metric/ref.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { loadSeries } from './loader.ts';
import { pointsOf } from './points.ts';
import { TimeseriesRef } from './ref.ts';
import { sharedCall } from '../../../planner/field-cost.ts';

builder.interfaceField(MetricRef, 'timeseries', (t) =>
  t.field({
    type: TimeseriesRef,
    description:
      'The daily results. Null, at no cost, before the launch and for the definition of a shared metric. Costs 1 upstream call per metric, no matter how often it is selected in a request.',
    nullable: true,
    args: {
      from: t.arg({
        type: 'Date',
        description:
          'First day to return. Applied by this API: PostHog always returns the whole series.',
      }),
      to: t.arg({ type: 'Date', description: 'Last day to return.' }),
    },
    extensions: sharedCall('experiments_timeseries_results_retrieve', 'self'),
    resolve: async (metric, { from = null, to = null }, context) => {
      if (from !== null && to !== null && from > to) {
        throw inputError('`from` must not be after `to`.', 'from');
      }
      const row = await loadSeries(context, metric);
      return row && { metric, row, points: pointsOf(row, interpretationOf(metric), { from, to }) };
    },
  }),
);
