import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { isPostHogFailure, type PostHogFailure } from '../../posthog/errors/errors.ts';
import {
  httpStatusOf,
  isStopping,
  failureTable,
  remedyOf,
} from '../../posthog/errors/failure-table.ts';
import { settleStatus } from '../planner/limits.ts';

interface WithErrors {
  readonly errors?: readonly GraphQLError[] | undefined;
}

/** An answer, or a part of one, with its errors masked. */
export function maskErrorsOf<One extends WithErrors>(
  answer: One,
  maskError: MaskError,
  requestId: string | undefined,
): One {
  return answer.errors
    ? { ...answer, errors: answer.errors.map((error) => maskError(error, requestId)) }
    : answer;
}

/**
 * Receives unexpected errors, once each, with the id the caller sees, and the id of the request; undefined outside of any
 * request.
 */
export type UnexpectedErrorLog = (
  error: unknown,
  errorId: string,
  requestId: string | undefined,
) => void;

/**
 * What a caller may see of an error.
 * @param requestId for the log
 */
export type MaskError = (error: unknown, requestId?: string) => Error;

/**
 * What the caller sees of an error: planned ones as they are, PostHog's with their stable code and
 * status, and anything else as a plain sentence with an id to find it in the log.
 */
export function createMaskError(log: UnexpectedErrorLog): MaskError {
  return (error, requestId) => {
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    if (isPostHogFailure(cause)) return relocate(error, cause.message, extensionsOf(cause));
    // A GraphQLError of ours or of graphql-js itself: it is about the request and reveals nothing internal.
    if (cause instanceof GraphQLError && error instanceof GraphQLError) {
      settleStatus(cause);
      if (cause.extensions['code'] !== undefined) return error;
      return error.path === undefined ? aboutVariables(error) : unexpected(error, requestId, log);
    }
    return unexpected(error, requestId, log);
  };
}

/**
 * graphql-js gives neither code nor path to a variable that does not fit its type. With a path and no
 * code it reports a resolver that broke its own type, which is our bug.
 */
function aboutVariables(error: GraphQLError): GraphQLError {
  return relocate(error, error.message, {
    code: 'BAD_USER_INPUT',
    // As GraphQL over HTTP has it: nothing was executed.
    http: { status: 400, spec: true },
  });
}

function unexpected(
  error: unknown,
  requestId: string | undefined,
  log: UnexpectedErrorLog,
): GraphQLError {
  const errorId = randomUUID();
  log(error, errorId, requestId);
  return relocate(error, 'Something went wrong in this API. The error was logged.', {
    code: 'INTERNAL_SERVER_ERROR',
    errorId,
    // Outside of any field nothing was answered at all.
    ...(!(error instanceof GraphQLError && error.path) && { http: { status: 500 } }),
  });
}

function relocate(
  error: unknown,
  message: string,
  extensions: GraphQLErrorExtensions,
): GraphQLError {
  const located = error instanceof GraphQLError ? error : undefined;
  return new GraphQLError(message, {
    extensions,
    source: located?.source,
    positions: located?.positions,
    ...(located?.path && { path: located.path }),
  });
}

/** The code of the outcome table, and what a caller needs to act on it. */
function extensionsOf(failure: PostHogFailure): GraphQLErrorExtensions {
  const outcome = failureTable[failure.kind];
  return {
    code: outcome.code,
    remedy: remedyOf(failure),
    operation: failure.operation,
    ...(failure.status !== undefined && { upstreamStatus: failure.status }),
    ...(failure.uncertain && { uncertain: true, check: failure.check }),
    ...(isStopping(failure) && { http: { status: httpStatusOf(failure) } }),
    ...(failure.kind === 'malformed' && failure.path !== undefined && { path: failure.path }),
    ...((failure.kind === 'rate-limited' || failure.kind === 'unavailable') &&
      failure.retryAfterSeconds !== undefined && { retryAfterSeconds: failure.retryAfterSeconds }),
    ...(failure.kind === 'budget-exceeded' && {
      predicted: failure.predicted,
      available: failure.available,
      retryAfterSeconds: failure.retryAfterSeconds,
    }),
    ...(failure.kind === 'forbidden' &&
      failure.missingScopes.length > 0 && { missingScopes: failure.missingScopes }),
    ...(failure.kind === 'forbidden-by-policy' && { role: failure.role, missing: failure.missing }),
    ...(failure.kind === 'validation' && { attr: failure.attr, upstreamCode: failure.code }),
    ...(failure.kind === 'lifecycle-conflict' && { reason: failure.reason }),
  };
}
