import {
  ApprovalRequiredError,
  ForbiddenError,
  LifecycleConflictError,
  MalformedError,
  NotFoundError,
  RateLimitedError,
  UnauthenticatedError,
  UnavailableError,
  UnsupportedError,
  ValidationError,
  VersionConflictError,
  type FailureFacts,
  type PostHogFailure,
} from '../errors/errors.ts';
import { lifecycleReason } from '../errors/error-patterns.ts';
import type { Operation } from '../api/operations.ts';
import { readErrorBody, textOrNull, textsOf, type PostHogErrorBody } from './envelope.ts';
import { redact } from '../keys/redact.ts';
import { retryAfterSeconds } from './retry-after.ts';
import type { WireAnswer } from './wire.ts';

/** Classifies an answer outside 2xx. Keys are redacted from the text before anything is read from it. */
export function failureOf(
  operation: Operation,
  answer: WireAnswer,
  credential: string | undefined,
  now: number,
): PostHogFailure {
  const { status, headers } = answer;
  const envelope = readErrorBody(redact(answer.body.toString('utf8'), credential));
  const facts: FailureFacts = {
    operation: operation.id,
    status,
    message: envelope?.detail ?? `PostHog responded with ${status} to ${operation.id}.`,
    body: envelope?.fields,
  };
  const wait = retryAfterSeconds(headers['retry-after'], envelope?.detail ?? '', now);

  // A redirect does not come from PostHog, whatever its body looks like; neither does a status HTTP does not define.
  if ((status >= 300 && status < 400) || status > 599)
    return new MalformedError({
      operation: operation.id,
      status,
      message: redact(notPostHog(answer), credential),
      uncertain: operation.effect !== 'read',
    });
  if (status >= 500)
    return new UnavailableError({
      ...facts,
      reason: `HTTP_${status}`,
      retryAfterSeconds: wait,
      uncertain: operation.effect !== 'read',
    });
  if (status === 429) return new RateLimitedError({ ...facts, retryAfterSeconds: wait });
  if (status === 405) return new UnsupportedError({ ...facts, message: unsupported(operation) });
  if (status === 404) return absent(operation, facts, envelope);
  if (!envelope)
    return new MalformedError({
      ...facts,
      message: redact(notPostHog(answer), credential),
    });
  if (status === 401) return new UnauthenticatedError(facts);
  if (status === 403)
    return new ForbiddenError({ ...facts, missingScopes: scopesIn(facts.message) });
  if (status === 409) return conflict(facts, envelope);
  return refusal(operation, facts, envelope);
}

/** 400, and the rarer refusals of the request itself (413, 415, 422). */
function refusal(
  operation: Operation,
  facts: FailureFacts,
  envelope: PostHogErrorBody,
): PostHogFailure {
  const { attr } = envelope;
  const reason = lifecycleReason(operation.id, facts.message, attr);
  return reason
    ? new LifecycleConflictError({ ...facts, reason })
    : new ValidationError({ ...facts, attr, code: envelope.code ?? 'invalid_input' });
}

function conflict(facts: FailureFacts, { code, fields }: PostHogErrorBody): PostHogFailure {
  const pending = code === 'change_request_pending';
  if (pending || code === 'approval_required' || 'change_request_id' in fields)
    return new ApprovalRequiredError({
      ...facts,
      pending,
      changeRequestId: textOrNull(fields['change_request_id']),
      changeRequest: fields['change_request'] ?? null,
      requiredApprovers: fields['required_approvers'] ?? null,
      resourceType: textOrNull(fields['resource_type']),
      resourceId: textOrNull(fields['resource_id']),
    });
  const version = fields['current_version'];
  return new VersionConflictError({
    ...facts,
    currentVersion: typeof version === 'number' ? version : null,
    conflictingFields: textsOf(fields['conflicting_fields']),
    conflictingMetricUuids: textsOf(fields['conflicting_metric_uuids']),
  });
}

/**
 * Decides whether a 404 is about the object or the endpoint. PostHog's `Not found.` on `experiments/stats/` cannot be
 * about an object: an older or newer server took `stats` for an id. A 404 that is not PostHog's JSON comes from a
 * server without the route, or, when even the plain list is missing, from something that is not PostHog.
 */
function absent(
  operation: Operation,
  facts: FailureFacts,
  envelope: PostHogErrorBody | undefined,
): PostHogFailure {
  if (!envelope && operation.endpoint === 'resource')
    return new MalformedError({
      ...facts,
      message: `There is no PostHog API at this address: ${operation.path} returned a bare 404.`,
    });
  const aboutEndpoint =
    !envelope ||
    /endpoint not found/i.test(facts.message) ||
    (operation.endpoint === 'collection-action' && facts.message === 'Not found.');
  return aboutEndpoint
    ? new UnsupportedError({ ...facts, message: unsupported(operation) })
    : new NotFoundError(facts);
}

const unsupported = (operation: Operation) =>
  `This PostHog server does not support ${operation.method} ${operation.path}.`;

const scopesIn = (detail: string): readonly string[] =>
  /required scope/i.test(detail)
    ? Array.from(detail.matchAll(/'([\w*]+:[\w*]+)'/g), ([, scope = '']) => scope)
    : [];

function notPostHog({ status, headers }: WireAnswer): string {
  return status >= 300 && status < 400
    ? `PostHog's address redirects (${status}) to ${headers.location ?? 'nowhere'}.`
    : `PostHog's address responded with ${status} and ${headers['content-type'] ?? 'no content type'} instead of PostHog's JSON.`;
}
