import type { ApprovalAction, ApprovalPolicy } from '../../model/approval-entities.ts';
import type { FeatureFlag } from '../../model/entities.ts';
import type { ProjectRequest } from '../../model/route.ts';

/** Every action key that a policy can guard (docs/posthog/approvals.md#action-keys). */
export const APPROVAL_ACTIONS = [
  'feature_flag.enable',
  'feature_flag.disable',
  'feature_flag.update',
  'experiment.launch',
  'experiment.pause',
  'experiment.update',
  'experiment_holdout.update',
  'experiment_holdout.delete',
] as const satisfies readonly ApprovalAction[];

/** A kind of change of a flag that policies can guard. */
export type FlagChangeKind = 'enable' | 'disable' | 'update';

const OF_EXPERIMENTS: Record<FlagChangeKind, ApprovalAction> = {
  enable: 'experiment.launch',
  disable: 'experiment.pause',
  update: 'experiment.update',
};

/**
 * The action key of a change of a flag. In an organisation that was moved to experiment policies, the flags of
 * experiments have keys of their own, even when they are edited through the flags API.
 */
export function actionOn(
  request: ProjectRequest,
  kind: FlagChangeKind,
  flag: FeatureFlag,
): ApprovalAction {
  const isOfExperiment = request.store.experiments.by('flag', flag.id).some((row) => !row.deleted);
  return isOfExperiment && hasExperimentPolicies(request)
    ? OF_EXPERIMENTS[kind]
    : `feature_flag.${kind}`;
}

/** Only an organisation that was moved to experiment policies can own one. */
const hasExperimentPolicies = (request: ProjectRequest): boolean =>
  Object.values(OF_EXPERIMENTS).some((action) => policiesFor(request, action).length > 0);

/** The organisation's policies for an action; the profile can enable one for every organisation. */
export function policiesFor(request: ProjectRequest, action: ApprovalAction): ApprovalPolicy[] {
  const { store, project, profile } = request;
  const own = store.approvalPolicies
    .by('organization', project.organization)
    .filter((policy) => policy.action === action);
  if (own.length > 0 || !profile.approvals.includes(action)) return own;
  return [
    {
      id: `profile:${action}`,
      organization: project.organization,
      action,
      approvers: [],
      effect: 'require_approval',
    },
  ];
}

/**
 * The policies for a change of a holdout; without one of its own it falls back to those for changes of experiments,
 * then of flags.
 */
export function holdoutPolicies(
  request: ProjectRequest,
  action: 'experiment_holdout.update' | 'experiment_holdout.delete',
): ApprovalPolicy[] {
  const chain = [action, 'experiment.update', 'feature_flag.update'] as const;
  return chain.map((key) => policiesFor(request, key)).find((found) => found.length > 0) ?? [];
}
