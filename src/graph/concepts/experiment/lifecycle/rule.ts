import type { OperationArguments, OperationId } from '../../../../posthog/client.ts';
import { isDestructive } from '../../../../posthog/api/destructive-changes/destructive-changes.ts';
import { operations } from '../../../../posthog/api/operations.ts';
import type { InputFault } from '../../../mutations/input-faults.ts';
import type { Wire } from '../../../core/wire.ts';
import type { ExperimentDetail } from '../loader.ts';
import type { ActionOptions } from './options.ts';
import type { Precondition } from './preconditions.ts';
import type { LifecycleState } from './state.ts';
import type { PostHogClient } from '../../../../posthog/types.ts';

/** Operations on one experiment whose response is the changed experiment. */
type ExperimentOperation = Extract<
  OperationId,
  | 'experiments_partial_update'
  | 'experiments_duplicate_create'
  | 'experiments_copy_to_project_create'
  | 'experiments_migrate_create'
  | `experiments_${'launch' | 'pause' | 'resume' | 'end' | 'ship_variant' | 'reset' | 'archive' | 'unarchive' | 'freeze_exposure' | 'unfreeze_exposure'}_create`
>;

type BodyOf<Id extends OperationId> =
  OperationArguments<Id> extends { body?: infer Body } ? Body : undefined;

export interface LifecycleTarget {
  readonly project_id: string;
  readonly id: number;
}

/** What is known of an action before it is performed. */
export interface LifecycleRule {
  readonly operation: OperationId;
  /** What the action does; used as the description of its enum value. */
  readonly title: string;
  /** Whether a person should confirm first, where the rules of its operation do not say it of this action alone. */
  readonly destructive?: boolean;
  /** The conditions PostHog checks, in its order. */
  readonly preconditions: readonly Precondition[];
  /** The JSON body of the request; absent where PostHog reads none. */
  readonly body?: (options: ActionOptions) => Record<string, unknown>;
  /** Options that are invalid for this experiment. PostHog checks these after the state. */
  readonly faults?: (state: LifecycleState, options: ActionOptions) => readonly InputFault[];
  /** Experiment and flag after the action. Pure; `at` is the moment of the action as ISO 8601. */
  readonly effect?: (state: LifecycleState, options: ActionOptions, at: string) => LifecycleState;
}

/** An action that changes the experiment and answers the changed experiment. */
export interface ExperimentAction extends LifecycleRule {
  /** True when the experiment cannot be read afterwards. */
  readonly hides?: true;
  readonly send: (
    posthog: PostHogClient,
    place: LifecycleTarget,
    options: ActionOptions,
  ) => Promise<ExperimentDetail>;
  /**
   * True when an experiment that was read back shows that the action was performed. `since` is a
   * moment safely before the attempt, so that an earlier launch is not mistaken for this one.
   * Absent where the experiment itself does not show it: copies are searched by name, and deleted
   * ones cannot be read.
   */
  readonly settled?: (state: LifecycleState, options: ActionOptions, since: Date) => boolean;
}

type Spec<Id extends ExperimentOperation> = Omit<
  ExperimentAction,
  'operation' | 'send' | 'body'
> & {
  readonly operation: Id;
  readonly body?: (options: ActionOptions) => BodyOf<Id> & object;
};

/** Declares an action; its body is checked against the contract of its operation. */
export function experimentAction<Id extends ExperimentOperation>(spec: Spec<Id>): ExperimentAction {
  const { operation, body } = spec;
  return {
    ...(spec as unknown as Omit<ExperimentAction, 'send'>),
    send: (posthog, path, options) =>
      posthog.call(operation, {
        path,
        ...(body && { body: body(options) }),
      } as OperationArguments<Id>) as Promise<Wire['Experiment']>,
  };
}

/** A rule's PostHog annotations and required scopes. */
export function traitsOf(rule: LifecycleRule) {
  const operation = operations[rule.operation];
  return {
    destructive: rule.destructive ?? isDestructive(operation),
    idempotent: operation.idempotent,
    requiredScopes: operation.scopes,
  };
}
