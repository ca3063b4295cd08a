import type { PostHogFailure } from '../posthog/errors/errors.ts';
import { httpStatusOf, failureTable } from '../posthog/errors/failure-table.ts';
import { toRestCode } from './rest-codes.ts';
import { errorReply, errorTypeOf, type DrfErrorBody, type Reply } from './envelope.ts';

/** Seconds to wait when the failure names none: the shorter of PostHog's two windows. */
const UNKNOWN_WAIT = 60;

/** The reply to a failed call: PostHog's own answer if there is one, otherwise a body in PostHog's format. */
export function failureReply(failure: PostHogFailure): Reply {
  const headers = waitOf(failure);
  const { status, body } = failure;
  if (status !== undefined && body !== undefined) return { status, body, headers };
  return { ...ownReply(failure), headers };
}

function ownReply(failure: PostHogFailure): Reply {
  switch (failure.kind) {
    case 'not-found':
      return errorReply(404, 'invalid_request', 'not_found', 'Not found.');
    case 'rate-limited':
    case 'budget-exceeded':
    case 'budget-skipped':
      return throttled(failure);
    default: {
      const { code } = failureTable[failure.kind];
      const status = httpStatusOf(failure);
      const reply = errorReply(status, errorTypeOf(status), toRestCode(code), failure.message);
      return failure.uncertain ? mayHaveHappened(reply, failure) : reply;
    }
  }
}

/** Adds to an uncertain write's reply that the write may have happened, and how to find out. */
function mayHaveHappened(reply: Reply, failure: PostHogFailure): Reply {
  const extra = { uncertain: true, check: failure.check };
  return { ...reply, body: { ...(reply.body as DrfErrorBody), extra } };
}

/** Uses PostHog's sentence, because its clients parse the seconds from it. */
function throttled(failure: PostHogFailure): Reply {
  const seconds = waitOf(failure)['retry-after'];
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === '1' ? '' : 's'}.`;
  return errorReply(429, 'throttled_error', 'throttled', detail);
}

function waitOf(failure: PostHogFailure): Record<string, string> {
  const seconds = 'retryAfterSeconds' in failure ? failure.retryAfterSeconds : undefined;
  const limited = failureTable[failure.kind].httpStatus === 429;
  if (seconds === undefined && !limited) return {};
  return { 'retry-after': String(Math.max(1, Math.ceil(seconds ?? UNKNOWN_WAIT))) };
}
