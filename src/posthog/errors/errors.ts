import type { OperationId } from '../api/operation-types.ts';
import type { LifecycleReason } from './error-patterns.ts';
import { redact } from '../keys/redact.ts';

/** What every failure knows. Strings must already be free of the caller's key: `classify.ts` redacts before it parses. */
export interface FailureFacts {
  /** Undefined when the failure is about a whole request. */
  operation: OperationId | undefined;
  /** For people; PostHog's own `detail` where it gave one. */
  message: string;
  /** HTTP status, absent when no answer came. */
  status?: number | undefined;
  /** PostHog's parsed body, for the APIs that return it unchanged. */
  body?: unknown;
  /** True when a write may have happened although its answer did not arrive or could not be read. */
  uncertain?: boolean;
}

/**
 * A call to PostHog that did not bring its answer. Told apart by `kind`; every kind has its row in `failure-table.ts`.
 * A call refused before anything is sent because of a bug of ours (an argument missing) is a plain TypeError, not one of these.
 */
export abstract class PostHogError extends Error {
  abstract readonly kind: string;
  readonly operation: OperationId | undefined;
  readonly status: number | undefined;
  readonly body: unknown;
  readonly uncertain: boolean;
  /** Where to look whether an uncertain write happened, for people; undefined for everything else. */
  check: string | undefined;

  constructor(facts: FailureFacts) {
    super(redact(facts.message));
    this.name = new.target.name;
    this.operation = facts.operation;
    this.status = facts.status;
    this.body = facts.body;
    this.uncertain = facts.uncertain ?? false;
  }

  /** Everything but the stack and the raw body: safe in a log line. */
  toJSON(): Record<string, unknown> {
    const fields = Object.entries(this).filter(([name]) => name !== 'body');
    return { message: this.message, ...Object.fromEntries(fields) };
  }
}

/** 400 (or another 4xx about the request) the caller can fix: `attr` names the field, `__` joining nested names. */
export class ValidationError extends PostHogError {
  readonly kind = 'validation';
  readonly attr: string | null;
  readonly code: string;

  constructor(facts: FailureFacts & { attr: string | null; code: string }) {
    super(facts);
    this.attr = facts.attr;
    this.code = facts.code;
  }
}

/** 400 because the experiment (or its flag) is not in a state that allows this. */
export class LifecycleConflictError extends PostHogError {
  readonly kind = 'lifecycle-conflict';
  readonly reason: LifecycleReason;

  constructor(facts: FailureFacts & { reason: LifecycleReason }) {
    super(facts);
    this.reason = facts.reason;
  }
}

/** 404: unknown, soft-deleted, or in another project; PostHog does not say which. */
export class NotFoundError extends PostHogError {
  readonly kind = 'not-found';
}

/** 409: the change waits for an approval. `pending` when an earlier request for the same change is still open. */
export class ApprovalRequiredError extends PostHogError {
  readonly kind = 'approval-required';
  readonly pending: boolean;
  readonly changeRequestId: string | null;
  readonly changeRequest: unknown;
  readonly requiredApprovers: unknown;
  readonly resourceType: string | null;
  readonly resourceId: string | null;

  constructor(
    facts: FailureFacts & {
      pending: boolean;
      changeRequestId: string | null;
      changeRequest: unknown;
      requiredApprovers: unknown;
      resourceType: string | null;
      resourceId: string | null;
    },
  ) {
    super(facts);
    this.pending = facts.pending;
    this.changeRequestId = facts.changeRequestId;
    this.changeRequest = facts.changeRequest;
    this.requiredApprovers = facts.requiredApprovers;
    this.resourceType = facts.resourceType;
    this.resourceId = facts.resourceId;
  }
}

/** 409: somebody changed the experiment since `version` was read. Both lists are empty when PostHog named no field. */
export class VersionConflictError extends PostHogError {
  readonly kind = 'version-conflict';
  readonly currentVersion: number | null;
  readonly conflictingFields: readonly string[];
  readonly conflictingMetricUuids: readonly string[];

  constructor(
    facts: FailureFacts & {
      currentVersion: number | null;
      conflictingFields: readonly string[];
      conflictingMetricUuids: readonly string[];
    },
  ) {
    super(facts);
    this.currentVersion = facts.currentVersion;
    this.conflictingFields = facts.conflictingFields;
    this.conflictingMetricUuids = facts.conflictingMetricUuids;
  }
}

/** 401: no key, or one PostHog does not know. */
export class UnauthenticatedError extends PostHogError {
  readonly kind = 'unauthenticated';
}

/** 403. `missingScopes` is empty when the refusal is about access to the project or object, not about scopes. */
export class ForbiddenError extends PostHogError {
  readonly kind = 'forbidden';
  readonly missingScopes: readonly string[];

  constructor(facts: FailureFacts & { missingScopes: readonly string[] }) {
    super(facts);
    this.missingScopes = facts.missingScopes;
  }
}

/** 429. Seconds come from `Retry-After` or from the sentence in the body; undefined when neither names them. */
export class RateLimitedError extends PostHogError {
  readonly kind = 'rate-limited';
  readonly retryAfterSeconds: number | undefined;

  constructor(facts: FailureFacts & { retryAfterSeconds: number | undefined }) {
    super(facts);
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** Not sent: what is left of the key's budget does not hold the calls, and will not before the deadline. */
export class BudgetExceededError extends PostHogError {
  readonly kind = 'budget-exceeded';
  /** Calls that were wanted. */
  readonly predicted: number;
  /** Calls that would have fitted at once. */
  readonly available: number;
  /** Seconds until the calls fit; undefined when they never will. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    facts: FailureFacts & {
      predicted: number;
      available: number;
      retryAfterSeconds: number | undefined;
    },
  ) {
    super(facts);
    this.predicted = facts.predicted;
    this.available = facts.available;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** Not sent: the caller allowed the operation fewer calls than it wanted, and would rather have a part. */
export class BudgetSkippedError extends PostHogError {
  readonly kind = 'budget-skipped';
}

/** This PostHog has no such endpoint or refuses the method: an older or newer server, or a route that was removed. */
export class UnsupportedError extends PostHogError {
  readonly kind = 'unsupported';
}

/** No answer within the time allowed, for this call or for the whole GraphQL request. */
export class TimeoutError extends PostHogError {
  readonly kind = 'timeout';
  /** True when the time was up because this process stops. */
  readonly stopping: boolean;

  constructor(facts: FailureFacts & { stopping?: boolean }) {
    super(facts);
    this.stopping = facts.stopping ?? false;
  }
}

/** 5xx, or no answer at all. `reason` is the status (`HTTP_503`) or the network's own code (`ECONNREFUSED`, `ENOTFOUND`, `UND_ERR_SOCKET`). */
export class UnavailableError extends PostHogError {
  readonly kind = 'unavailable';
  readonly reason: string;
  /** What a 503 asked for in its header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(facts: FailureFacts & { reason: string; retryAfterSeconds?: number | undefined }) {
    super(facts);
    this.reason = facts.reason;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** An answer that is not PostHog's: HTML, half a JSON, another shape, a redirect, or more bytes than allowed. */
export class MalformedError extends PostHogError {
  readonly kind = 'malformed';
}

/** The caller left; PostHog was told by closing the connection. */
export class CancelledError extends PostHogError {
  readonly kind = 'cancelled';
}

export type PostHogFailure =
  | ValidationError
  | LifecycleConflictError
  | NotFoundError
  | ApprovalRequiredError
  | VersionConflictError
  | UnauthenticatedError
  | ForbiddenError
  | RateLimitedError
  | BudgetExceededError
  | BudgetSkippedError
  | UnsupportedError
  | TimeoutError
  | UnavailableError
  | MalformedError
  | CancelledError;

export type FailureKind = PostHogFailure['kind'];

/** Narrows to the union, so that `switch (error.kind)` knows each kind's own fields. */
export function isPostHogFailure(error: unknown): error is PostHogFailure {
  return error instanceof PostHogError;
}
