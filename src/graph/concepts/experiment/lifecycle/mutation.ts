import type { InputObjectRef } from '@pothos/core';
import type { Types } from '../../../core/builder.ts';
import type { PostHogKey } from '../../../core/global-id.ts';
import { ALL_PROBLEMS, mutationField, pascal } from '../../../mutations/define-mutation.ts';
import type { MutationRun } from '../../../mutations/run.ts';
import { asPayload, deletionPayload, experimentPayload } from '../payload.ts';
import { actionOf, type ExperimentActionName } from './actions.ts';
import { checkOptions } from './check-options.ts';
import type { LifecycleInput } from './options.ts';
import {
  callsOf,
  recoverOutcome,
  perform,
  dryRunLifecycleAction,
  type LifecycleAttempt,
} from './perform.ts';
import { traitsOf } from './rule.ts';

export interface LifecycleMutation<Input extends LifecycleInput> {
  readonly action: ExperimentActionName;
  readonly input: InputObjectRef<Types, Input>;
  readonly description: string;
  /** For actions that answer a new experiment: its project, and how to find it. */
  readonly copy?: (run: MutationRun, key: PostHogKey, input: Input) => LifecycleAttempt['copy'];
}

/** Declares the mutation of an action: payload, result and resolver. */
export function lifecycleMutation<Input extends LifecycleInput>(
  field: string,
  { action: name, input, description, copy }: LifecycleMutation<Input>,
): void {
  const action = actionOf(name);
  const typename = `${pascal(field)}Payload`;
  const about = `Returned by \`${field}\` on success.`;
  mutationField(field, {
    description,
    input,
    payload:
      name === 'delete' || name === 'restore'
        ? deletionPayload(typename, about, name === 'delete')
        : experimentPayload(typename, about),
    problems: ALL_PROBLEMS,
    destructive: traitsOf(action).destructive,
    calls: (options) => callsOf(action, options),
    bringsDetail: true,
    project: 'answered',
    resolve: async (run, options) => {
      const { faults } = run;
      const key = run.key('Experiment', options.id);
      checkOptions(faults, options);
      run.raiseFaults();
      run.about({ experiment: key, expectedVersion: options.expectedVersion });
      const attempt = { action, key, options, copy: copy?.(run, key, options) };
      if (options.dryRun) return asPayload(typename, await dryRunLifecycleAction(run, attempt));
      return run.once(async () => asPayload(typename, await perform(run, attempt)), {
        recover: async (error) => asPayload(typename, await recoverOutcome(run, attempt, error)),
      });
    },
  });
}
