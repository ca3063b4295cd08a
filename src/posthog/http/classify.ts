import {
  ApprovalRequiredError,
  ForbiddenError,
  LifecycleConflictError,
  MalformedError,
  NotFoundError,
  PolicyConflictError,
  RateLimitedError,
  SchedulingUnavailableError,
  UnauthenticatedError,
  UnavailableError,
  UnsupportedError,
  ValidationError,
  VersionConflictError,
  type FailureFacts,
  type PostHogFailure,
} from '../errors/errors.ts';
import { blockingExperiments, lifecycleReason, policyDenial } from '../errors/error-patterns.ts';
import type { Operation } from '../api/operations.ts';
import { namedIn, readErrorBody, textOrNull, textsOf, type PostHogErrorBody } from './envelope.ts';
import { redact } from '../keys/redact.ts';
import { retryAfterSeconds } from './retry-after.ts';
import type { WireAnswer } from './wire.ts';

/** Statuses by which a proxy says that it gave up: PostHog may have carried out what was passed on to it. */
const GAVE_UP: ReadonlySet<number> = new Set([408, 425, 444, 460, 499]);

/**
 * Statuses with which a proxy refuses a request that it has not passed on, for its head, its size or its number. With
 * another one and without PostHog's JSON, nobody knows whether PostHog had the request.
 */
const NOT_PASSED_ON: ReadonlySet<number> = new Set([
  401, 403, 405, 411, 413, 414, 415, 417, 421, 426, 429, 431,
]);

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
  if (status === 503 && envelope?.code === 'recalculation_scheduling_unavailable')
    return new SchedulingUnavailableError({ ...facts, retryAfterSeconds: wait });
  if (status >= 500 || GAVE_UP.has(status))
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
      uncertain: operation.effect !== 'read' && !NOT_PASSED_ON.has(status),
    });
  if (status === 401) return new UnauthenticatedError(facts);
  if (status === 403)
    return new ForbiddenError({
      ...facts,
      missingScopes: scopesIn(facts.message),
      policyReason: policyDenial(facts.message),
      needsPersonalKey: /does not support project secret API key access/.test(facts.message),
    });
  if (status === 409) return conflict(facts, envelope);
  return refusal(operation, facts, envelope);
}

/** 400, and the rarer refusals of the request itself (413, 415, 422). */
function refusal(
  operation: Operation,
  facts: FailureFacts,
  envelope: PostHogErrorBody,
): PostHogFailure {
  const { attr, code, fields } = envelope;
  if (code === 'policy_conflict')
    return new PolicyConflictError({
      ...facts,
      policies: namedIn(fields['conflicting_policies']),
      guidance: textOrNull(fields['guidance']),
    });
  const reason = lifecycleReason(operation.id, facts.message, attr);
  return reason
    ? new LifecycleConflictError({
        ...facts,
        reason,
        blockingExperiments: blockingExperiments(facts.message),
      })
    : new ValidationError({ ...facts, attr, code: code ?? 'invalid_input' });
}

/** A change that waits for approval, or an object that somebody else has changed. */
function conflict(facts: FailureFacts, { code, fields }: PostHogErrorBody): PostHogFailure {
  // Each key is optional: views have answered without some of them, or with others (docs/posthog/approvals.md).
  const existing = fields['existing_change_request'];
  const pending = code === 'change_request_pending' || existing !== undefined;
  if (pending || code === 'approval_required' || 'change_request_id' in fields)
    return new ApprovalRequiredError({
      ...facts,
      pending,
      changeRequestId:
        textOrNull(fields['change_request_id']) ?? idOf(existing) ?? idOf(fields['change_request']),
      changeRequest: fields['change_request'] ?? objectOrNull(existing),
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

const objectOrNull = (value: unknown) =>
  typeof value === 'object' && value !== null ? value : null;

/** The id of a change request, which may be given as the id alone. */
const idOf = (value: unknown): string | null =>
  textOrNull(value) ?? textOrNull(Object(value)['id']);

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
      uncertain: operation.effect !== 'read',
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

/** The path of an address. Its host is for the operator to know, and errors are read by every caller. */
const pathIn = (location: string | undefined): string =>
  location === undefined
    ? 'nowhere'
    : (URL.parse(location, 'http://localhost')?.pathname ?? 'an invalid address');

function notPostHog({ status, headers }: WireAnswer): string {
  return status >= 300 && status < 400
    ? `PostHog's address redirects (${status}) to ${pathIn(headers.location)}.`
    : `PostHog's address responded with ${status} and ${headers['content-type'] ?? 'no content type'} instead of PostHog's JSON.`;
}
