/** Calls that PostHog lets one personal API key make, unless its operators set other limits (docs/posthog/rate-limits.md). */
export const posthogLimits = { perMinute: 480, perHour: 4_800 } as const;
