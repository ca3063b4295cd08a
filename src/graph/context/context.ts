import type { ForbiddenByPolicyError } from '../../posthog/errors/errors.ts';
import type { BudgetState } from '../../posthog/layers/budget/budget.ts';
import type { PlannedRequest } from '../../posthog/request/planned-request.ts';
import type { OperationId } from '../../posthog/api/operations.ts';
import type { UpstreamLedger } from '../../posthog/request/ledger.ts';
import type { Clock } from './clock.ts';
import type { CurrentProjectMemory } from './current-projects.ts';
import type { PostHogClient } from '../../posthog/types.ts';

/**
 * What every resolver can use; created once per GraphQL request. The modules for mutations and
 * subscriptions declare their own property where it is defined, so that lower modules do not depend
 * on them.
 */
export interface GraphContext {
  /**
   * PostHog, called with the caller's key and this request's deadline and ledger. Every call
   * rejects with UNAUTHENTICATED when the request brought no key and none is configured.
   */
  readonly posthog: PostHogClient;
  /** The project for fields that name none: a number, or `@current`. */
  readonly projectId: string;
  /** Base URL of PostHog's own pages; undefined where there are none, as with the embedded PostHog. */
  readonly pages: string | undefined;
  /** What this process knows of the project that `@current` means for the caller's key. */
  readonly currentProject: CurrentProjectMemory;
  /** True for a project secret key (`phs_…`), which belongs to no account. */
  readonly isProjectKey: boolean;
  /** The time of this request. */
  readonly clock: Clock;
  /** The upstream cost of this request so far. */
  readonly ledger: UpstreamLedger;
  /** How the request calls PostHog: priority, freshness, limits. Decided before execution. */
  readonly planned: PlannedRequest;
  /** The calls that the request may make by its header `x-graph-budget`, as it was sent; null without the header. */
  readonly budgetHeader: string | null;
  /** Facts about the caller's key that this process knows without calling PostHog. */
  readonly known: KnownOfKey;
  /** The id of the HTTP request; undefined outside of any. */
  readonly requestId: string | undefined;
  /** Identifies the caller's key without revealing it; undefined when there is none. */
  readonly credential: string | undefined;
  /**
   * Per-request objects of the concepts, keyed by the function that created them
   * (`per-request.ts`).
   */
  readonly memo: Map<object, unknown>;
  /** Milliseconds until the request's deadline; 0 or less when it has passed or the caller has disconnected. */
  readonly msLeft: () => number;
}

export interface KnownOfKey {
  /** The remaining budget of the key; undefined without a key. A field that answers it is declared `volatile`. */
  budget(): BudgetState | undefined;
  /** Calls that any key may make in a minute, as configured. */
  readonly callsPerMinute: number;
  /** The number of fresh cached answers of an operation for the key, counted up to `most`. */
  countCached(operation: OperationId, most?: number): number;
  /**
   * True when PostHog has recently accepted the key. Only such callers may occupy memory beyond
   * their request.
   */
  isAccepted(): boolean;
  /** Whether the caller may read the schema by introspection. */
  readonly mayIntrospect: boolean;
  /** Why the caller's role may not use an operation, whatever its project; undefined when it may. */
  refusalOf(operation: OperationId): ForbiddenByPolicyError | undefined;
}
