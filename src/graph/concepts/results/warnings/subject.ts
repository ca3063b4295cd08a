import type { ExperimentDetail } from '../../experiment/loader.ts';
import type { ActionOptions } from '../../experiment/lifecycle/options.ts';
import type { LifecycleState } from '../../experiment/lifecycle/state.ts';
import type { MetricNode } from '../../metric/node.ts';

/** The action that warnings are about: those that put an experiment before people, or draw a conclusion from it. */
export type WarnedAction = 'launch' | 'end' | 'shipVariant';

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
