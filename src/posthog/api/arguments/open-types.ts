import type { JsonSchema } from '../openapi.ts';

/** Types of body fields whose type PostHog's contract leaves open. PostHog takes an object or a list there, or null. */
export const openTypes: Readonly<Record<string, JsonSchema>> = {
  filters: { type: ['object', 'null'] },
  rollback_conditions: { type: ['array', 'null'], items: { type: 'object' } },
  scheduling_config: { type: ['object', 'null'] },
  secondary_metrics: { type: ['array', 'null'], items: { type: 'object' } },
};
