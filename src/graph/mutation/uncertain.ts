import { GraphQLError } from 'graphql';
import { isPostHogFailure, type PostHogFailure } from '../../posthog/errors.ts';
import { httpStatusOf, isStopping, outcomes } from '../../posthog/outcomes.ts';

/** True when a write may have happened although nobody could see it. */
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
      ? 'It was looked for, and whether it happened is not known.'
      : 'Read back afterwards, it had not happened.';
    super(`${failure.message} ${found}`, {
      extensions: {
        code: outcomes[failure.kind].code,
        operation: failure.operation,
        ...(failure.status !== undefined && { upstreamStatus: failure.status }),
        uncertain,
        ...(uncertain && { check: failure.check }),
        ...(isStopping(failure) && { http: { status: httpStatusOf(failure) } }),
        remedy: uncertain
          ? ['Look at it before you send it again: it may have happened.', failure.check]
              .filter(Boolean)
              .join(' ')
          : 'It can be sent again.',
      },
    });
    this.failure = failure;
  }
}
