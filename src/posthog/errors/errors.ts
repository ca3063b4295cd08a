import type { OperationId } from '../api/operation-types.ts';
import type { LifecycleReason } from './error-patterns.ts';
import { redact } from '../keys/redact.ts';

/** Facts common to every failure. Strings must not contain the caller's key: `classify.ts` redacts before it parses. */
export interface FailureFacts {
  /** Undefined when the failure is about a whole request. */
  operation: OperationId | undefined;
  /** Readable message; PostHog's own `detail` if there is one. */
  message: string;
  /** HTTP status; absent when no answer arrived. */
  status?: number | undefined;
  /** PostHog's parsed body, for the APIs that return it unchanged. */
  body?: unknown;
  /** True when a write may have happened although its answer did not arrive or could not be read. */
  uncertain?: boolean;
}

/**
 * A failed call to PostHog. `kind` discriminates the subclasses; every kind has a row in `failure-table.ts`.
 * A call that is not sent because of a bug in this product (a missing argument) throws a plain TypeError instead.
 */
export abstract class PostHogError extends Error {
  abstract readonly kind: string;
  readonly operation: OperationId | undefined;
  readonly status: number | undefined;
  readonly body: unknown;
  readonly uncertain: boolean;
  /** How to find out whether an uncertain write happened, as a readable sentence; undefined for every other failure. */
  check: string | undefined;

  constructor(facts: FailureFacts) {
    super(redact(facts.message));
    this.name = new.target.name;
    this.operation = facts.operation;
    this.status = facts.status;
    this.body = facts.body;
    this.uncertain = facts.uncertain ?? false;
  }

  /** Everything except the stack and the raw body, so that it can be logged safely. */
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

/** 400 because the experiment, its flag or its shared metric is not in a state that allows this. */
export class LifecycleConflictError extends PostHogError {
  readonly kind = 'lifecycle-conflict';
  readonly reason: LifecycleReason;
  /** PostHog's numbers of the running experiments that prevent a change of their flag; empty for every other reason. */
  readonly blockingExperiments: readonly number[];

  constructor(
    facts: FailureFacts & {
      reason: LifecycleReason;
      blockingExperiments?: readonly number[];
    },
  ) {
    super(facts);
    this.reason = facts.reason;
    this.blockingExperiments = facts.blockingExperiments ?? [];
  }
}

/** An approval policy, as PostHog names it where several contradict each other. */
export interface NamedPolicy {
  readonly id: string;
  /** Null when PostHog did not name it. */
  readonly name: string | null;
}

/** 400: several approval policies apply to the change and contradict each other, so that PostHog follows none. */
export class PolicyConflictError extends PostHogError {
  readonly kind = 'policy-conflict';
  readonly policies: readonly NamedPolicy[];
  /** What PostHog suggests; null when it suggests nothing. */
  readonly guidance: string | null;

  constructor(facts: FailureFacts & { policies: readonly NamedPolicy[]; guidance: string | null }) {
    super(facts);
    this.policies = facts.policies;
    this.guidance = facts.guidance;
  }
}

/** 503: PostHog could not schedule a recalculation. Nothing was started, and it is worth asking again later. */
export class SchedulingUnavailableError extends PostHogError {
  readonly kind = 'scheduling-unavailable';
  /** Seconds from the `Retry-After` header; undefined without one. */
  readonly retryAfterSeconds: number | undefined;

  constructor(facts: FailureFacts & { retryAfterSeconds: number | undefined }) {
    super(facts);
    this.retryAfterSeconds = facts.retryAfterSeconds;
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

/** 409: the experiment was changed after `version` was read. Both lists are empty when PostHog named no field. */
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

/** 401: the key is missing or PostHog does not know it. */
export class UnauthenticatedError extends PostHogError {
  readonly kind = 'unauthenticated';
}

/** Why PostHog refuses with 403, as far as its sentence says. */
export interface ForbiddenReason {
  /** Empty when the refusal is about access to the project or object, not about scopes. */
  readonly missingScopes: readonly string[];
  /** The reason an approval policy gives for denying the change; undefined when no policy denies it. */
  readonly policyReason?: string | undefined;
  /** True for an operation that no project secret key opens, whatever its scopes. */
  readonly needsPersonalKey?: boolean | undefined;
}

/** 403: a scope, access to the project or object, a policy, or the kind of key. */
export class ForbiddenError extends PostHogError {
  readonly kind = 'forbidden';
  readonly missingScopes: readonly string[];
  readonly policyReason: string | undefined;
  readonly needsPersonalKey: boolean;

  constructor(facts: FailureFacts & ForbiddenReason) {
    super(facts);
    this.missingScopes = facts.missingScopes;
    this.policyReason = facts.policyReason;
    this.needsPersonalKey = facts.needsPersonalKey ?? false;
  }
}

/** Not sent: the access policy does not let the role of the caller do this with the server's own key. */
export class ForbiddenByPolicyError extends PostHogError {
  readonly kind = 'forbidden-by-policy';
  /** The caller's role in the policy. */
  readonly role: string;
  /** What the role lacks: `write`, `destructive`, `project 2`, or the name of an operation. */
  readonly missing: string;

  constructor(facts: FailureFacts & { role: string; missing: string }) {
    super(facts);
    this.role = facts.role;
    this.missing = facts.missing;
  }
}

/** 429. The seconds come from `Retry-After` or from the sentence in the body; undefined when both lack them. */
export class RateLimitedError extends PostHogError {
  readonly kind = 'rate-limited';
  readonly retryAfterSeconds: number | undefined;

  constructor(facts: FailureFacts & { retryAfterSeconds: number | undefined }) {
    super(facts);
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/** Not sent: the calls do not fit into the key's remaining budget, and will not before the deadline. */
export class BudgetExceededError extends PostHogError {
  readonly kind = 'budget-exceeded';
  /** Calls the operation needed. */
  readonly predicted: number;
  /** Calls that would have fitted immediately. */
  readonly available: number;
  /** Seconds until the calls fit; undefined if they never will. */
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

/** Not sent: the operation needed more calls than the caller allowed, and the caller accepts a partial answer. */
export class BudgetSkippedError extends PostHogError {
  readonly kind = 'budget-skipped';
}

/** This PostHog does not have the endpoint or refuses the method: an older or newer server, or a removed route. */
export class UnsupportedError extends PostHogError {
  readonly kind = 'unsupported';
}

/** No answer within the time limit, of this call or of the whole GraphQL request. */
export class TimeoutError extends PostHogError {
  readonly kind = 'timeout';
  /** True when the call was aborted because this process is stopping. */
  readonly stopping: boolean;

  constructor(facts: FailureFacts & { stopping?: boolean }) {
    super(facts);
    this.stopping = facts.stopping ?? false;
  }
}

/** The reason of a call that was not sent, because the calls before it were not answered (`layers/breaker`). */
export const CIRCUIT_OPEN = 'CIRCUIT_OPEN';

/**
 * 5xx, or no answer at all. `reason` is the status (`HTTP_503`), the network's own code (`ECONNREFUSED`,
 * `ENOTFOUND`, `UND_ERR_SOCKET`), or `CIRCUIT_OPEN`.
 */
export class UnavailableError extends PostHogError {
  readonly kind = 'unavailable';
  readonly reason: string;
  /** Seconds from the `Retry-After` header of a 503, or until PostHog is tried again after `CIRCUIT_OPEN`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(facts: FailureFacts & { reason: string; retryAfterSeconds?: number | undefined }) {
    super(facts);
    this.reason = facts.reason;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

/**
 * An answer PostHog would not give: HTML, truncated JSON, another shape, a redirect, or one above the size limit; or
 * a value in an answer that is not of its declared kind.
 */
export class MalformedError extends PostHogError {
  readonly kind = 'malformed';
  /** JSON path of the one value that does not fit, such as `results[3].name`; undefined for a whole answer. */
  readonly path: string | undefined;

  constructor(facts: FailureFacts & { path?: string | undefined }) {
    super(facts);
    this.path = facts.path;
  }
}

/** The caller left, so the connection to PostHog was closed. */
export class CancelledError extends PostHogError {
  readonly kind = 'cancelled';
}

export type PostHogFailure =
  | ValidationError
  | LifecycleConflictError
  | PolicyConflictError
  | SchedulingUnavailableError
  | NotFoundError
  | ApprovalRequiredError
  | VersionConflictError
  | UnauthenticatedError
  | ForbiddenError
  | ForbiddenByPolicyError
  | RateLimitedError
  | BudgetExceededError
  | BudgetSkippedError
  | UnsupportedError
  | TimeoutError
  | UnavailableError
  | MalformedError
  | CancelledError;

export type FailureKind = PostHogFailure['kind'];

/** Narrows to the union, so that `switch (error.kind)` gives access to the fields of each kind. */
export function isPostHogFailure(error: unknown): error is PostHogFailure {
  return error instanceof PostHogError;
}
