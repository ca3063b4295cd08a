import type { components } from '../../posthog/api/types.generated.ts';

/** PostHog's wire types under the names of its contract. */
export type Wire = components['schemas'];
