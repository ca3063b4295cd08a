import { operations } from '../../../../posthog/api/operations.ts';
import { targetOf } from '../../../../posthog/http/target.ts';
import { builder } from '../../../core/builder.ts';
import { FeatureFlagVariantRef, ReleaseConditionRef } from '../../feature-flag/ref.ts';
import { ExperimentStatus } from '../enums.ts';
import { LifecycleReasonEnum } from './enums.ts';
import { obstacle } from './evaluate.ts';
import type { ActionOptions } from './options.ts';
import type { LifecycleRule, LifecycleTarget } from './rule.ts';
import {
  groupsOf,
  isActive,
  lifecycleStatusOf,
  variantsOf,
  type EmbeddedFlag,
  type LifecycleState,
} from './state.ts';

/** The predicted effect of an action that is not performed. */
export interface DryRun {
  readonly action: LifecycleRule;
  readonly place: LifecycleTarget;
  readonly options: ActionOptions;
  /** Null when the experiment cannot be read, as is the case for deleted ones. */
  readonly before: LifecycleState | null;
  readonly after: LifecycleState | null;
}

/**
 * Predicts the effect of an action on a state without any call. If a precondition fails, nothing
 * changes.
 */
export function dryRun(
  action: LifecycleRule,
  place: LifecycleTarget,
  options: ActionOptions,
  before: LifecycleState | null,
  now: Date,
): DryRun {
  const possible = before !== null && obstacle(action, before, options) === null;
  const after =
    possible && action.effect ? action.effect(before, options, now.toISOString()) : before;
  return { action, place, options, before, after };
}

const UpstreamRequestRef = builder.objectRef<DryRun>('UpstreamRequest').implement({
  description: 'The HTTP request that would be sent to PostHog.',
  fields: (t) => ({
    method: t.string({
      description: 'HTTP method.',
      resolve: ({ action }) => operations[action.operation].method,
    }),
    path: t.string({
      description: "Path relative to PostHog's base URL.",
      resolve: ({ action, place }) => targetOf(operations[action.operation], { ...place }, {}),
    }),
    body: t.field({
      type: 'JSON',
      description: 'JSON body. Null if the request has none.',
      nullable: true,
      resolve: ({ action, options }) => action.body?.(options) ?? null,
    }),
  }),
});

const PreconditionRef = builder
  .objectRef<{ holds: boolean; reason: 'OTHER' | (string & {}); message: string }>('Precondition')
  .implement({
    description: 'A condition that PostHog checks before it acts.',
    fields: (t) => ({
      holds: t.exposeBoolean('holds', { description: 'Whether the condition holds.' }),
      reason: t.field({
        type: LifecycleReasonEnum.ref,
        description: 'What the condition is about.',
        resolve: ({ reason }) => LifecycleReasonEnum.read(reason) ?? 'OTHER',
      }),
      message: t.exposeString('message', {
        description: 'The message PostHog responds with if the condition does not hold.',
      }),
    }),
  });

// Deliberately not a FeatureFlag: clients would normalize a predicted flag into their caches under
// the real flag's id.
const FlagStateRef = builder.objectRef<EmbeddedFlag>('FlagState').implement({
  description:
    'The parts of a flag that an action changes, at one moment: before or after the action.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the flag.' }),
    active: t.boolean({ description: 'Whether the flag is on.', resolve: isActive }),
    variants: t.field({
      type: [FeatureFlagVariantRef],
      description: "The flag's variants in order.",
      resolve: variantsOf,
    }),
    releaseConditions: t.field({
      type: [ReleaseConditionRef],
      description:
        'Who is admitted, evaluated in order. The cohort that a freeze would create has no number yet, so null stands for it.',
      resolve: groupsOf,
    }),
  }),
});

export const DryRunRef = builder.objectRef<DryRun>('DryRun').implement({
  description: 'What a mutation would do. No request that changes anything was sent.',
  fields: (t) => ({
    request: t.field({
      type: UpstreamRequestRef,
      description: 'The exact request that would be sent to PostHog.',
      resolve: (run) => run,
    }),
    wouldSucceed: t.boolean({
      description:
        'True if every precondition holds; scopes, access rights and approval policies may still prevent it. Null if the experiment cannot be read, as is the case for deleted ones.',
      nullable: true,
      resolve: ({ action, before, options }) =>
        before && obstacle(action, before, options) === null,
    }),
    preconditions: t.field({
      type: [PreconditionRef],
      description:
        'The conditions PostHog checks, in its order. Empty if the experiment cannot be read.',
      resolve: ({ action, before, options }) =>
        before
          ? action.preconditions.map(({ reason, message, holds }) => ({
              reason,
              message,
              holds: holds(before, options),
            }))
          : [],
    }),
    statusBefore: t.field({
      type: ExperimentStatus.ref,
      description: 'The current status. Null if the experiment cannot be read.',
      nullable: true,
      resolve: ({ before }) => before && lifecycleStatusOf(before),
    }),
    statusAfter: t.field({
      type: ExperimentStatus.ref,
      description:
        'The status afterwards. Same as the current one if the action would be rejected.',
      nullable: true,
      resolve: ({ after }) => after && lifecycleStatusOf(after),
    }),
    flagBefore: t.field({
      type: FlagStateRef,
      description: 'The current flag. Null if there is none.',
      nullable: true,
      resolve: ({ before }) => before?.flag ?? null,
    }),
    flagAfter: t.field({
      type: FlagStateRef,
      description: 'The flag afterwards. Same as the current one if the action would be rejected.',
      nullable: true,
      resolve: ({ after }) => after?.flag ?? null,
    }),
  }),
});
