import { builder } from '../../../core/builder.ts';
import type { Compared } from './compared.ts';
import type { Arm, Breakdown, Interval, Variant } from './comparison.ts';
import type { MetricResultNode } from './metric-result.ts';
import type { SampleRatio } from './sample-ratio.ts';
import type { Verdict } from './verdict.ts';

export interface SampleRatioNode extends SampleRatio {
  /** The result whose counts were tested. */
  readonly result: MetricResultNode | null;
}

export const MetricComparisonRef = builder.interfaceRef<Compared>('MetricComparison');
export const ArmTotalsRef = builder.interfaceRef<Arm>('ArmTotals');
export const ArmResultRef = builder.objectRef<Arm>('ArmResult');
export const VariantResultRef = builder.objectRef<Variant>('VariantResult');
export const IntervalRef = builder.objectRef<Interval>('RelativeInterval');
export const BreakdownResultRef = builder.objectRef<Breakdown>('BreakdownResult');
export const MetricResultRef = builder.objectRef<MetricResultNode>('MetricResult');
export const VerdictRef = builder.objectRef<Verdict>('Verdict');
export const SampleRatioRef = builder.objectRef<SampleRatioNode>('SampleRatioMismatch');
