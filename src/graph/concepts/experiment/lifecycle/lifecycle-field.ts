import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../ref.ts';
import { lifecycleActionNames, ruleOf, type LifecycleActionName } from './actions.ts';
import { LifecycleActionEnum, LifecycleReasonEnum } from './enums.ts';
import { obstacle } from './evaluate.ts';
import { traitsOf, type LifecycleRule } from './rule.ts';
import { stateOf, type LifecycleState } from './state.ts';

interface LifecycleActionShape {
  readonly name: LifecycleActionName;
  readonly rule: LifecycleRule;
  readonly state: LifecycleState;
}

const LifecycleActionRef = builder.objectRef<LifecycleActionShape>('LifecycleAction').implement({
  description:
    'Whether an action is currently possible. Computed by this API from the experiment and its flag, with the same checks as PostHog, without an upstream call.',
  fields: (t) => ({
    action: t.field({
      type: LifecycleActionEnum,
      description: 'The action.',
      resolve: ({ name }) => name,
    }),
    allowed: t.boolean({
      description:
        'Whether the state permits it. Scopes, access rights and approval policies may still prevent it.',
      resolve: ({ rule, state }) => obstacle(rule, state) === null,
    }),
    reason: t.field({
      type: LifecycleReasonEnum.ref,
      description: 'Why it is not allowed. Null if it is.',
      nullable: true,
      resolve: ({ rule, state }) => obstacle(rule, state)?.reason ?? null,
    }),
    message: t.string({
      description: 'The message PostHog would reject it with. Null if it is allowed.',
      nullable: true,
      resolve: ({ rule, state }) => obstacle(rule, state)?.message ?? null,
    }),
    destructive: t.boolean({
      description:
        'Whether to ask a person for confirmation first, because the action takes something away or changes what people get.',
      resolve: ({ rule }) => traitsOf(rule).destructive,
    }),
    idempotent: t.boolean({
      description: 'Whether performing it twice has the same effect as performing it once.',
      resolve: ({ rule }) => traitsOf(rule).idempotent,
    }),
    requiredScopes: t.stringList({
      description:
        'Scopes the key needs. Some options need more: `disableFeatureFlag` needs `feature_flag:write`, `openCleanupPr` needs `task:write`.',
      resolve: ({ rule }) => [...traitsOf(rule).requiredScopes],
    }),
  }),
});

builder.objectField(ExperimentRef, 'lifecycle', (t) =>
  t.field({
    type: [LifecycleActionRef],
    description: 'Every action and whether it is currently possible, for menus and buttons. Free.',
    resolve: ({ row }) => {
      const state = stateOf(row);
      return lifecycleActionNames.map((name) => ({ name, rule: ruleOf(name), state }));
    },
  }),
);
