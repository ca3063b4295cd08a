import type { PostHogFailure } from '../posthog/errors/errors.ts';
import { httpStatusOf, failureTable } from '../posthog/errors/failure-table.ts';
import { toRestCode } from './rest-codes.ts';
import { errorReply, errorTypeOf, type DrfErrorBody, type Reply } from './envelope.ts';

/** Seconds to wait when nobody said how many: the shorter of PostHog's two windows. */
const UNKNOWN_WAIT = 60;

/** What a failed call becomes: PostHog's own answer where there is one, its envelope where there is none. */
export function failureReply(failure: PostHogFailure): Reply {
  const headers = waitOf(failure);
  const { status, body } = failure;
  if (status !== undefined && body !== undefined) return { status, body, headers };
  // PostHog refuses some methods without a word.
  if (status === 405) return { status, body: undefined };
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

/** Says of a write what the caller cannot know otherwise: that it may have been done, and where to look. */
function mayHaveHappened(reply: Reply, failure: PostHogFailure): Reply {
  const extra = { uncertain: true, check: failure.check };
  return { ...reply, body: { ...(reply.body as DrfErrorBody), extra } };
}

/** In PostHog's sentence, from which its clients read the seconds. */
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
