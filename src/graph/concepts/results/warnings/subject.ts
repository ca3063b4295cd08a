import type { ExperimentDetail } from '../../experiment/loader.ts';
import type { ActionOptions } from '../../experiment/lifecycle/options.ts';
import type { LifecycleState } from '../../experiment/lifecycle/state.ts';
import type { MetricNode } from '../../metric/node.ts';
import type { MetricResultNode } from '../result/metric-result.ts';
import type { SampleRatio } from '../result/sample-ratio.ts';
import type { UntestedReason } from '../result/untested-reason.ts';

/** The action that warnings are about: those that put an experiment before people, or draw a conclusion from it. */
export type WarnedAction = 'launch' | 'end' | 'shipVariant';

/** A metric of the experiment with its newest result; null where there is none. */
export interface MeasuredMetric {
  readonly node: MetricNode;
  readonly result: MetricResultNode | null;
}

/** What is known of an experiment and an action before it is performed. */
export interface Subject {
  readonly action: WarnedAction;
  readonly options: ActionOptions;
  readonly row: ExperimentDetail;
  readonly before: LifecycleState;
  readonly after: LifecycleState;
  readonly metrics: readonly MetricNode[];
  readonly now: Date;
}

/** The results that the action rests on. */
export interface Evidence {
  readonly measured: readonly MeasuredMetric[];
  readonly sampleRatio: SampleRatio | null;
  /** Why the split was not tested; null where it was. */
  readonly untested: UntestedReason | null;
  /** Up to when the newest result has data; null where nothing was computed. */
  readonly asOf: Date | null;
}

export const isPrimary = ({ use }: MetricNode) => use?.role !== 'secondary';

/** What people call a metric. */
export const nameOf = ({ name, metric }: MetricNode): string =>
  name || (metric.uuid ?? 'without a name');
