import {
  CIRCUIT_OPEN,
  type FailureKind,
  type ForbiddenError,
  type PostHogFailure,
} from './errors.ts';

export interface FailureHandling {
  /** GraphQL `extensions.code`, or the `code` of a problem in a mutation's result. */
  readonly code: string;
  /** What has happened, in one sentence. */
  readonly meaning: string;
  /** Where GraphQL reports it: as a member of the result union the caller can act on, or in `errors`. */
  readonly surface: 'problem' | 'error';
  /** HTTP status in the REST API. */
  readonly httpStatus: number;
  /** True when the same request may succeed later. */
  readonly retryable: boolean;
  /** What the caller can do, in one sentence. */
  readonly remedy: string;
}

/** How each API reports each kind of failure. A new kind does not compile until all its columns are filled in. */
export const failureTable = {
  validation: {
    code: 'VALIDATION_FAILED',
    meaning: 'PostHog refused the input.',
    surface: 'problem',
    httpStatus: 400,
    retryable: false,
    remedy: 'Change what the message names, and send it again.',
  },
  'lifecycle-conflict': {
    code: 'LIFECYCLE_CONFLICT',
    meaning: 'The state of the experiment does not allow it.',
    surface: 'problem',
    httpStatus: 400,
    retryable: false,
    remedy: 'First bring the experiment into a state that permits this.',
  },
  'policy-conflict': {
    code: 'POLICY_CONFLICT',
    meaning: 'Approval policies of the organisation contradict each other about the change.',
    surface: 'problem',
    httpStatus: 400,
    retryable: false,
    remedy: 'Have the named policies changed in PostHog so that they agree; nothing has changed.',
  },
  'scheduling-unavailable': {
    code: 'RECALCULATION_UNAVAILABLE',
    meaning: 'PostHog cannot start a recalculation at the moment. Nothing was started.',
    surface: 'problem',
    httpStatus: 503,
    retryable: true,
    remedy: 'Request it again in a few minutes.',
  },
  'not-found': {
    code: 'NOT_FOUND',
    meaning: 'There is no such object, or the key may not see it.',
    surface: 'problem',
    httpStatus: 404,
    retryable: false,
    remedy: 'Check the ID and the project. Deleted objects are also reported as not found.',
  },
  'approval-required': {
    code: 'APPROVAL_REQUIRED',
    meaning: 'A policy of the project requires approval of the change.',
    surface: 'problem',
    httpStatus: 409,
    retryable: false,
    remedy: 'Wait for the change request to be approved in PostHog; nothing has changed yet.',
  },
  'version-conflict': {
    code: 'VERSION_CONFLICT',
    meaning: 'The experiment was changed after the given version.',
    surface: 'problem',
    httpStatus: 409,
    retryable: false,
    remedy: 'Read the experiment again, then repeat the change with its current version.',
  },
  unauthenticated: {
    code: 'UNAUTHENTICATED',
    meaning: 'There is no PostHog key, or PostHog does not accept it.',
    surface: 'error',
    httpStatus: 401,
    retryable: false,
    remedy: 'Send a valid PostHog personal API key.',
  },
  forbidden: {
    code: 'FORBIDDEN',
    meaning: 'The key lacks a scope or access to the project.',
    surface: 'problem',
    httpStatus: 403,
    retryable: false,
    remedy: 'Use a key with the missing scope or with access to this project.',
  },
  'forbidden-by-policy': {
    code: 'FORBIDDEN_BY_POLICY',
    meaning: "The access policy of this server does not let the caller's role do it.",
    surface: 'problem',
    httpStatus: 403,
    retryable: false,
    remedy:
      'Ask the operator of this server for a role that may do this, or send a PostHog key of your own. Nothing was sent.',
  },
  'rate-limited': {
    code: 'RATE_LIMITED',
    meaning: 'PostHog throttles the key.',
    surface: 'error',
    httpStatus: 429,
    retryable: true,
    remedy: 'Wait the number of seconds given, then send it again.',
  },
  'budget-exceeded': {
    code: 'BUDGET_EXCEEDED',
    meaning: 'The request takes more calls than the key has left.',
    surface: 'error',
    httpStatus: 429,
    retryable: true,
    remedy: 'Request less, or wait the number of seconds given.',
  },
  'budget-skipped': {
    code: 'BUDGET_SKIPPED',
    meaning: 'The field was not read, to stay within the `@budget` of the document.',
    surface: 'error',
    httpStatus: 429,
    retryable: true,
    remedy: 'Raise maxCalls of @budget, or request less.',
  },
  unsupported: {
    code: 'UPSTREAM_UNSUPPORTED',
    meaning:
      'The PostHog server does not have the endpoint: it is too old for it, or has dropped it.',
    surface: 'error',
    httpStatus: 501,
    retryable: false,
    remedy: 'Do without it, or use what its description names in its place.',
  },
  timeout: {
    code: 'UPSTREAM_TIMEOUT',
    meaning: 'PostHog did not answer in time.',
    surface: 'error',
    httpStatus: 504,
    retryable: true,
    remedy: 'Request less, or try again later.',
  },
  unavailable: {
    code: 'UPSTREAM_UNAVAILABLE',
    meaning: 'PostHog did not answer or failed, or has been failing and was not asked.',
    surface: 'error',
    httpStatus: 502,
    retryable: true,
    remedy: 'Try again later: after `retryAfterSeconds`, where they are given.',
  },
  malformed: {
    code: 'UPSTREAM_MALFORMED',
    meaning: 'The response is not one that PostHog sends.',
    surface: 'error',
    httpStatus: 502,
    retryable: false,
    remedy: 'Check that POSTHOG_HOST points to PostHog itself, and not to another page or a proxy.',
  },
  cancelled: {
    code: 'CANCELLED',
    meaning: 'The request was cancelled before it was answered.',
    surface: 'error',
    httpStatus: 499,
    retryable: true,
    remedy: 'The caller disconnected before the response arrived.',
  },
} as const satisfies Record<FailureKind, FailureHandling>;

/** Code of a failure of PostHog or of a call to it. */
export type FailureCode = (typeof failureTable)[FailureKind]['code'];

/**
 * What the caller can do about this failure, as a readable text: first find out whether an uncertain write happened.
 */
export function remedyOf(failure: PostHogFailure): string {
  if (failure.uncertain) {
    return ['The change may have been made: check before sending it again.', failure.check]
      .filter(Boolean)
      .join(' ');
  }
  if (failure.kind === 'malformed' && failure.path !== undefined) {
    return 'Correct the value in PostHog, or read it with `raw` where the object has it. Everything else was answered.';
  }
  if (failure.kind === 'validation' && failure.attr === null)
    return 'Change what the message asks for and send it again.';
  if (isStopping(failure))
    return 'Send it again: this server is shutting down, and another one will respond.';
  if (isNotSent(failure)) return 'Nothing was sent: send it again after the seconds given.';
  return (
    (failure.kind === 'forbidden' && forbiddenRemedy(failure)) || failureTable[failure.kind].remedy
  );
}

/** What helps where neither a scope nor access to the project is missing. */
function forbiddenRemedy({ policyReason, needsPersonalKey, message }: ForbiddenError) {
  if (needsPersonalKey)
    return 'Use a personal API key: a project secret key only lists and reads experiments.';
  if (policyReason !== undefined)
    return 'Ask someone who manages the approval policies: no key can make this change.';
  return /^Disabling this feature flag requires approval\b/.test(message)
    ? 'Turn the flag off on its own page in PostHog, which requests the approval, then archive.'
    : undefined;
}

/** HTTP status for a failure without a status from PostHog. */
export function httpStatusOf(failure: PostHogFailure): number {
  return isStopping(failure) || isNotSent(failure) ? 503 : failureTable[failure.kind].httpStatus;
}

/** True for a call that was aborted because this process is stopping. */
export function isStopping(failure: PostHogFailure): boolean {
  return failure.kind === 'timeout' && failure.stopping;
}

/** True for a call that was not sent, because PostHog has not been answering. */
function isNotSent(failure: PostHogFailure): boolean {
  return failure.kind === 'unavailable' && failure.reason === CIRCUIT_OPEN;
}
