import type { ApprovalAction } from './entities.ts';

/** Which PostHog the sandbox is. */
export interface Profile {
  /** List rows carry the whole experiment, and that has `saved_metrics_ids: null`, as servers before era B answered. */
  fat_lists: boolean;
  /** `requires_flag_implementation` and `eligible_feature_flags` exist (gone from era C on). */
  seed_endpoints: boolean;
  /** New variants must include `control` (eras A–C); without it the first variant is the baseline (era D). */
  control_required: boolean;
  /** Personal keys are throttled: 480 a minute, 4800 an hour. */
  rate_limit: boolean;
  /** A 429 says `Retry-After`, as an edge in front of PostHog may; PostHog's own handler does not. */
  retry_after_header: boolean;
  /** Actions that wait for an approval, in every organisation. */
  approvals: ApprovalAction[];
}

const DEFAULT: Profile = {
  fat_lists: false,
  seed_endpoints: true,
  control_required: false,
  rate_limit: false,
  retry_after_header: false,
  approvals: [],
};

export const PROFILES = {
  default: DEFAULT,
  newest: { ...DEFAULT, seed_endpoints: false },
  older: { ...DEFAULT, fat_lists: true, control_required: true },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;
