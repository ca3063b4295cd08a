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
    'Whether an action is possible now. Computed by this API from the experiment and its flag, by the checks PostHog makes, without a call.',
  fields: (t) => ({
    action: t.field({
      type: LifecycleActionEnum,
      description: 'Which action.',
      resolve: ({ name }) => name,
    }),
    allowed: t.boolean({
      description:
        'True when the state allows it. Scopes, access rights and approval policies may still refuse.',
      resolve: ({ rule, state }) => obstacle(rule, state) === null,
    }),
    reason: t.field({
      type: LifecycleReasonEnum.ref,
      description: 'Why it is not allowed; null when it is.',
      nullable: true,
      resolve: ({ rule, state }) => obstacle(rule, state)?.reason ?? null,
    }),
    message: t.string({
      description: 'The sentence PostHog would refuse with; null when it is allowed.',
      nullable: true,
      resolve: ({ rule, state }) => obstacle(rule, state)?.message ?? null,
    }),
    destructive: t.boolean({
      description:
        'True when a person should be asked first, because something is taken away by it.',
      resolve: ({ rule }) => traitsOf(rule).destructive,
    }),
    idempotent: t.boolean({
      description: 'True when doing it twice is the same as doing it once.',
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
    description:
      'Every action and whether it is possible now, for menus and buttons. Costs no upstream call.',
    resolve: ({ row }) => {
      const state = stateOf(row);
      return lifecycleActionNames.map((name) => ({ name, rule: ruleOf(name), state }));
    },
  }),
);
