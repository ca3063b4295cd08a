import type { JsonObject } from './entities.ts';

/** An enabled approval policy of an organisation for one gated action (docs/posthog/approvals.md#action-keys). */
export interface ApprovalPolicy {
  id: string;
  organization: string;
  action: ApprovalAction;
  approvers: number[];
  effect: 'require_approval' | 'deny';
  /** Number of approvals needed; absent means 1. */
  quorum?: number;
  /** Whether an approver may approve their own request; absent means yes. */
  allow_self_approve?: boolean;
}

export type ApprovalAction =
  | 'feature_flag.enable'
  | 'feature_flag.disable'
  | 'feature_flag.update'
  | 'experiment.launch'
  | 'experiment.pause'
  | 'experiment.update'
  | 'experiment_holdout.update'
  | 'experiment_holdout.delete';

export interface ChangeRequest {
  id: string;
  project: number;
  action: ApprovalAction;
  resource_type: 'feature_flag' | 'experiment_holdout';
  resource_id: string | null;
  status: 'pending' | 'approved' | 'rejected';
  intent: JsonObject;
  intent_display?: JsonObject;
  policy_snapshot?: JsonObject;
  created_by: number | null;
  created_at: string;
}
