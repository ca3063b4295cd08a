import type { ApprovalAction } from './approval-entities.ts';

/** The version of PostHog that the sandbox emulates (docs/posthog/server-versions.md#profiles-of-the-sandbox). */
export interface Profile {
  /**
   * List rows contain the whole experiment, with `saved_metrics_ids: null`, as on servers of spring
   * 2026.
   */
  fat_lists: boolean;
  /**
   * `requires_flag_implementation` and `eligible_feature_flags` exist; servers since late summer 2026 have
   * neither.
   */
  seed_endpoints: boolean;
  /**
   * New variants must include `control`, as before autumn 2026; otherwise the first variant is the
   * baseline if there is no `control`.
   */
  control_required: boolean;
  /** Personal keys are throttled: 480 a minute, 4800 an hour. */
  rate_limit: boolean;
  /**
   * A 429 has the header `Retry-After`. Without it the wait is only in the text, as when an edge in front of PostHog
   * removes the header (docs/posthog/rate-limits.md#answer-over-the-limit).
   */
  retry_after_header: boolean;
  /** Requests to compute metrics are 503, and their runs are stored as failed (docs/posthog/recalculation.md). */
  scheduler_down: boolean;
  /** Action keys that a policy guards in every organisation (docs/posthog/approvals.md#action-keys). */
  approvals: ApprovalAction[];
}

const DEFAULT: Profile = {
  fat_lists: false,
  seed_endpoints: true,
  control_required: false,
  rate_limit: false,
  retry_after_header: true,
  scheduler_down: false,
  approvals: [],
};

export const PROFILES = {
  default: DEFAULT,
  newest: { ...DEFAULT, seed_endpoints: false },
  older: { ...DEFAULT, fat_lists: true, control_required: true },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;
