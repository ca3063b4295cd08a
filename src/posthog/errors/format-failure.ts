import type { ApprovalRequiredError, FailureKind, PostHogFailure } from './errors.ts';
import { readApprovers, readChangeRequest } from './change-request.ts';
import { failureTable, remedyOf } from './failure-table.ts';

type FailureFormat = {
  readonly [Kind in FailureKind]: (failure: Extract<PostHogFailure, { kind: Kind }>) => string[];
};

const nothing = () => [];
const seconds = ({ retryAfterSeconds }: { readonly retryAfterSeconds: number | undefined }) =>
  retryAfterSeconds === undefined ? [] : [`Wait ${retryAfterSeconds} seconds.`];
const listed = (label: string, values: readonly string[]) =>
  values.length > 0 ? [`${label}: ${values.join(', ')}`] : [];

const said = (label: string, value: string | number | null | undefined) =>
  value == null || value === '' ? [] : [`${label}: ${value}`];

/** The facts each kind of failure has besides its message. A new kind does not compile until it is listed. */
const facts: FailureFormat = {
  validation: ({ attr, code }) =>
    attr === null ? [] : [`Field: ${attr.replaceAll('__', '.')} (${code})`],
  'lifecycle-conflict': ({ reason, blockingExperiments }) => [
    `Reason: ${reason}`,
    ...listed('Running experiments', blockingExperiments.map(String)),
  ],
  'policy-conflict': ({ policies, guidance }) => [
    ...listed(
      'Policies',
      policies.map(({ id, name }) => (name === null ? id : `${name} (${id})`)),
    ),
    ...(guidance === null ? [] : [guidance]),
  ],
  'scheduling-unavailable': seconds,
  'not-found': nothing,
  'approval-required': approvalFacts,
  'version-conflict': ({ currentVersion, conflictingFields, conflictingMetricUuids }) => [
    ...(currentVersion === null ? [] : [`Current version: ${currentVersion}`]),
    ...listed('Changed by others', [...conflictingFields, ...conflictingMetricUuids]),
  ],
  unauthenticated: nothing,
  forbidden: ({ missingScopes }) =>
    missingScopes.length === 0
      ? []
      : [
          ...listed('Missing scope', missingScopes),
          'Add it to the personal API key in PostHog (Settings → Personal API keys), then repeat the call.',
        ],
  'forbidden-by-policy': ({ role, missing }) => [`Role: ${role}`, `Missing: ${missing}`],
  'rate-limited': seconds,
  'budget-exceeded': (failure) => [
    `Calls needed: ${failure.predicted}, currently left: ${failure.available}.`,
    ...seconds(failure),
  ],
  'budget-skipped': nothing,
  unsupported: nothing,
  timeout: nothing,
  unavailable: seconds,
  malformed: nothing,
  cancelled: nothing,
};

function approvalFacts(failure: ApprovalRequiredError): string[] {
  const { changeRequestId, pending, resourceType, resourceId } = failure;
  const request = readChangeRequest(failure.changeRequest);
  const approvers = readApprovers(failure.requiredApprovers, request);
  return [
    ...(pending ? ['An earlier request for the same change is still open.'] : []),
    ...said('Change request', changeRequestId),
    ...said('Change', request?.intent_display?.description),
    ...said('Object', resourceType && [resourceType, resourceId].filter(Boolean).join(' ')),
    ...said('State', request?.state),
    ...said('Expires', request?.expires_at),
    ...said('Approvals needed', approvers?.quorum),
    ...listed('Approving accounts', (approvers?.users ?? []).map(String)),
    ...listed('Approving roles', approvers?.roles ?? []),
  ];
}

/** A failed call as lines a person or a model can act on: what happened, the known facts, and what to do. */
export function formatFailure(failure: PostHogFailure): string[] {
  const { code } = failureTable[failure.kind];
  // Each entry takes a failure of its own kind, which TypeScript cannot infer from the lookup.
  const format = facts[failure.kind] as (failure: PostHogFailure) => string[];
  return [
    `${code}: ${failure.message}`,
    ...format(failure),
    ...(failure.uncertain ? ['The change may have been made: check before sending it again.'] : []),
    `What to do: ${remedyOf(failure)}`,
  ];
}
