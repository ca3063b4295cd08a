import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../src/posthog/errors/errors.ts';
import { failureTable } from '../../../src/posthog/errors/failure-table.ts';
import {
  apiKey,
  error,
  failureOf,
  fakePostHog,
  json,
  silence,
  text,
  type Respond,
} from '../../support/fake-posthog.ts';

interface Case {
  readonly when: string;
  readonly answer: Respond;
  readonly fields: Record<string, unknown>;
  readonly reading?: boolean;
  readonly timeoutMs?: number;
  readonly leaves?: boolean;
}

const changeRequest = {
  code: 'approval_required',
  status: 'approval_required',
  detail: 'This change needs an approval.',
  message: 'This change needs an approval.',
  resource_type: 'feature_flag',
  resource_id: '7',
  change_request_id: '0197a9f0-0000-7000-8000-000000000001',
  change_request: { id: '0197a9f0-0000-7000-8000-000000000001' },
  required_approvers: { users: [3] },
};

/** One case for each kind of failure. A new kind does not compile until it has a case here. */
const cases = {
  validation: {
    when: 'PostHog refuses a field of the request',
    answer: json(
      400,
      error('validation_error', 'invalid_choice', '"amazing" is not a valid choice.', 'conclusion'),
    ),
    fields: {
      attr: 'conclusion',
      code: 'invalid_choice',
      message: '"amazing" is not a valid choice.',
      status: 400,
    },
  },
  'lifecycle-conflict': {
    when: 'the experiment is in another state',
    answer: json(400, error('validation_error', 'invalid_input', 'Experiment has already ended.')),
    fields: { reason: 'ALREADY_ENDED', message: 'Experiment has already ended.' },
  },
  'policy-conflict': {
    when: 'approval policies contradict each other',
    answer: json(400, {
      code: 'policy_conflict',
      error: 'Several policies apply.',
      conflicting_policies: [{ id: 'a1', name: 'Flags' }],
      guidance: 'Disable one.',
    }),
    fields: {
      message: 'Several policies apply.',
      policies: [{ id: 'a1', name: 'Flags' }],
      guidance: 'Disable one.',
    },
  },
  'scheduling-unavailable': {
    when: 'PostHog cannot schedule a recalculation',
    answer: json(503, { code: 'recalculation_scheduling_unavailable', detail: 'Later.' }),
    fields: { status: 503, message: 'Later.', uncertain: false },
  },
  'not-found': {
    when: 'there is no such row',
    answer: json(404, error('invalid_request', 'not_found', 'Not found.')),
    fields: { status: 404, message: 'Not found.' },
  },
  'approval-required': {
    when: 'a policy wants the change approved',
    answer: json(409, changeRequest),
    fields: {
      pending: false,
      changeRequestId: changeRequest.change_request_id,
      changeRequest: changeRequest.change_request,
      requiredApprovers: { users: [3] },
      resourceType: 'feature_flag',
      resourceId: '7',
    },
  },
  'version-conflict': {
    when: 'somebody else changed the experiment',
    answer: json(409, {
      detail: 'This experiment changed since you loaded it.',
      current_version: 5,
      conflicting_fields: ['description'],
      conflicting_metric_uuids: ['saved_metric:4'],
    }),
    fields: {
      currentVersion: 5,
      conflictingFields: ['description'],
      conflictingMetricUuids: ['saved_metric:4'],
    },
  },
  unauthenticated: {
    when: 'PostHog does not know the key',
    answer: json(
      401,
      error(
        'authentication_error',
        'authentication_failed',
        'Personal API key found in request Authorization header is invalid.',
      ),
    ),
    fields: { status: 401 },
  },
  forbidden: {
    when: 'the key lacks a scope',
    answer: json(
      403,
      error(
        'authentication_error',
        'permission_denied',
        "API key missing required scope 'experiment:write'",
      ),
    ),
    fields: { missingScopes: ['experiment:write'] },
  },
  'rate-limited': {
    when: 'the key is over its limit',
    answer: json(
      429,
      error(
        'throttled_error',
        'throttled',
        'Request was throttled. Expected available in 7 seconds.',
      ),
    ),
    fields: { retryAfterSeconds: 7, uncertain: false },
  },
  unsupported: {
    when: 'the server refuses the method',
    answer: json(405, error('invalid_request', 'method_not_allowed', 'Method "POST" not allowed.')),
    fields: { status: 405, uncertain: false },
  },
  timeout: {
    when: 'nothing comes in time',
    answer: silence,
    // Long enough for the call to arrive on a busy machine.
    timeoutMs: 1_000,
    fields: { uncertain: true, status: undefined },
  },
  unavailable: {
    when: 'the server fails',
    answer: text(503, '<h1>Service unavailable</h1>'),
    fields: { reason: 'HTTP_503', status: 503, uncertain: true },
  },
  malformed: {
    when: 'a page comes instead of an answer',
    answer: text(200, '<!doctype html><title>Log in</title>'),
    fields: { status: 200, uncertain: true },
  },
  cancelled: {
    when: 'the caller leaves',
    answer: silence,
    leaves: true,
    fields: { uncertain: true },
  },
  // The two budget failures and those of the access policy never come from PostHog; budget.test.ts and test/access cover
  // them.
} satisfies Record<
  Exclude<FailureKind, 'budget-exceeded' | 'budget-skipped' | 'forbidden-by-policy'>,
  Case
>;

describe('every kind of failure', () => {
  it.each(Object.entries<Case>(cases))(
    '%s: $when',
    async (kind, { answer, fields, timeoutMs = 5_000, leaves = false }) => {
      await using posthog = await fakePostHog(answer, { timeoutMs });
      const controller = new AbortController();
      if (leaves) void posthog.arrived.then(() => controller.abort());

      const failure = await failureOf(
        posthog.client({ signal: controller.signal }).call('experiments_end_create', {
          path: { project_id: '@current', id: 12 },
          body: { conclusion: 'won' },
        }),
      );

      expect(failure).toMatchObject({ kind, operation: 'experiments_end_create', ...fields });
      expect(failureTable[failure.kind].code).toMatch(/^[A-Z_]+$/);
      expect(JSON.stringify(failure)).not.toContain(apiKey);
      // A write is sent once, whatever the answer.
      expect(posthog.received).toHaveLength(1);
      expect(posthog.ledger).toMatchObject({ calls: 1, retries: 0 });
    },
  );
});
