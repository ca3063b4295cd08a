import type { ReadonlyJson } from '../../posthog/api/operation-types.ts';
import type { components } from '../../posthog/api/types.generated.ts';

/** PostHog's wire types under the names of its contract; read-only, as its answers are. */
export type Wire = ReadonlyJson<components['schemas']>;
