import { builder } from '../builder.ts';
import type { Arm, Breakdown, Comparison, Interval, Variant } from './comparison.ts';
import type { SampleRatio } from './sample-ratio.ts';
import type { Verdict } from './verdict.ts';

/** A point of a series, or a newest result; `comparison` is null where nothing was computed. */
export interface ComparedNode {
  readonly comparison: Comparison | null;
}

/** The newest result of a metric, wherever it came from. */
export interface MetricResultNode extends ComparedNode {
  readonly comparison: Comparison;
  readonly source: 'recalculation' | 'timeseries';
  /** Data were read up to this moment. */
  readonly asOf: Date | null;
  /** The day, where it comes from the daily series. */
  readonly date: string | null;
  /** Why the newest run could not compute this metric, where it tried. */
  readonly error: string | null;
}

export interface SampleRatioNode extends SampleRatio {
  readonly asOf: Date | null;
}

export const MetricComparisonRef = builder.interfaceRef<ComparedNode>('MetricComparison');
export const ArmTotalsRef = builder.interfaceRef<Arm>('ArmTotals');
export const ArmResultRef = builder.objectRef<Arm>('ArmResult');
export const VariantResultRef = builder.objectRef<Variant>('VariantResult');
export const IntervalRef = builder.objectRef<Interval>('RelativeInterval');
export const BreakdownResultRef = builder.objectRef<Breakdown>('BreakdownResult');
export const MetricResultRef = builder.objectRef<MetricResultNode>('MetricResult');
export const VerdictRef = builder.objectRef<Verdict>('Verdict');
export const SampleRatioRef = builder.objectRef<SampleRatioNode>('SampleRatioMismatch');
