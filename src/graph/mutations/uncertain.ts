import { GraphQLError } from 'graphql';
import { isPostHogFailure, type PostHogFailure } from '../../posthog/errors/errors.ts';
import { httpStatusOf, isStopping, failureTable } from '../../posthog/errors/failure-table.ts';

/** True when a write may have happened but could not be confirmed. */
export function isUncertain(error: unknown): boolean {
  if (isPostHogFailure(error)) return error.uncertain;
  return error instanceof GraphQLError && error.extensions['uncertain'] === true;
}

/** The error of a write whose answer did not arrive, after it was looked for. */
export class UnansweredError extends GraphQLError {
  /** What happened to the write itself. */
  readonly failure: PostHogFailure;

  /** @param uncertain false when PostHog was read and shows that it did not happen */
  constructor(failure: PostHogFailure, uncertain: boolean) {
    const found = uncertain
      ? 'Reading it back did not show whether the change was made.'
      : 'Reading it back showed that the change was not made.';
    super(`${failure.message} ${found}`, {
      extensions: {
        code: failureTable[failure.kind].code,
        operation: failure.operation,
        ...(failure.status !== undefined && { upstreamStatus: failure.status }),
        uncertain,
        ...(uncertain && { check: failure.check }),
        ...(isStopping(failure) && { http: { status: httpStatusOf(failure) } }),
        remedy: uncertain
          ? ['Check before sending it again: the change may have been made.', failure.check]
              .filter(Boolean)
              .join(' ')
          : 'It is safe to send it again.',
      },
    });
    this.failure = failure;
  }
}
