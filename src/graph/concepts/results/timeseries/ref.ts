import { builder } from '../../../core/builder.ts';
import type { MetricNode } from '../../metric/node.ts';
import type { TimeseriesRow } from './loader.ts';
import type { PointNode } from './points.ts';

/** A daily series, restricted to the requested days. */
export interface TimeseriesNode {
  readonly metric: MetricNode;
  readonly row: TimeseriesRow;
  readonly points: readonly PointNode[];
}

export const TimeseriesRef = builder.objectRef<TimeseriesNode>('Timeseries');
export const TimeseriesPointRef = builder.objectRef<PointNode>('TimeseriesPoint');
