import type { OperationId } from '../../api/operations.ts';
import { kindOf } from '../../keys/key-kind.ts';
import type { UpstreamRequest } from '../../request/exchange.ts';
import type { BudgetLimits } from './budget.ts';
import { posthogLimits } from './default-limits.ts';

interface OwnLimit extends BudgetLimits {
  /** What PostHog counts together: the calls of one personal key, or those of all callers of a project. */
  readonly counted: 'key' | 'project';
}

/** Operations that PostHog limits by themselves, instead of by the default pair (docs/posthog/rate-limits.md). */
const ownLimits: Readonly<Partial<Record<OperationId, OwnLimit>>> = {
  experiments_session_context_retrieve: { perMinute: 240, perHour: 1_200, counted: 'key' },
  experiments_session_contexts_create: { perMinute: 60, perHour: 600, counted: 'project' },
  experiments_session_buckets_create: { perMinute: 20, perHour: 200, counted: 'project' },
  experiments_session_event_deltas_create: { perMinute: 10, perHour: 100, counted: 'project' },
};

/** No limit that PostHog counts; a throttle that it announces is obeyed all the same. */
export const UNLIMITED: BudgetLimits = { perMinute: Infinity, perHour: Infinity };

/** A budget of its own for some calls of a key. */
export interface OwnBucket {
  /** Begins with the key, so that no other key uses it up. */
  readonly name: string;
  readonly limits: BudgetLimits;
}

/**
 * The budget that a call is counted in, where it is not that of the key.
 *
 * PostHog counts the calls of a whole project together for some operations. Here they are counted by key and project,
 * because a bucket that several keys share could be used up by a key that PostHog does not know; the calls of others
 * show as a 429.
 * @param configured what a key may call in general
 */
export function ownBucket(
  { apiKey = '', operation, target }: Pick<UpstreamRequest, 'apiKey' | 'operation' | 'target'>,
  configured: BudgetLimits,
): OwnBucket | undefined {
  const own = ownLimits[operation.id];
  if (!own) return undefined;
  if (own.counted === 'key') {
    const limits = kindOf(apiKey) === 'oauth' ? UNLIMITED : raised(own, configured);
    return { name: `${apiKey} ${operation.id}`, limits };
  }
  // The part of the path after the template's `{project_id}` placeholder was filled in.
  const at = operation.path.split('/').indexOf('{project_id}');
  const project = target.split('/')[at] ?? '';
  return { name: `${apiKey} ${operation.id} ${project}`, limits: raised(own, configured) };
}

/**
 * An installation whose operators allow more calls than PostHog's default allows more of these by the same factor;
 * in whole calls, as the windows count them.
 */
const raised = (own: BudgetLimits, configured: BudgetLimits): BudgetLimits => ({
  perMinute: Math.floor(
    own.perMinute * Math.max(1, configured.perMinute / posthogLimits.perMinute),
  ),
  perHour: Math.floor(own.perHour * Math.max(1, configured.perHour / posthogLimits.perHour)),
});

/** What PostHog allows a key by default: it does not count OAuth tokens. */
export const limitsOf = (apiKey: string, configured: BudgetLimits): BudgetLimits =>
  kindOf(apiKey) === 'oauth' ? UNLIMITED : configured;
