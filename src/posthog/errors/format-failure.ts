import type { FailureKind, PostHogFailure } from './errors.ts';
import { failureTable, remedyOf } from './failure-table.ts';

type FailureFormat = {
  readonly [Kind in FailureKind]: (failure: Extract<PostHogFailure, { kind: Kind }>) => string[];
};

const nothing = () => [];
const seconds = ({ retryAfterSeconds }: { readonly retryAfterSeconds: number | undefined }) =>
  retryAfterSeconds === undefined ? [] : [`Wait ${retryAfterSeconds} seconds.`];
const listed = (label: string, values: readonly string[]) =>
  values.length > 0 ? [`${label}: ${values.join(', ')}`] : [];

/** The facts each kind of failure has besides its message. A new kind does not compile until it is listed. */
const facts: FailureFormat = {
  validation: ({ attr, code }) =>
    attr === null ? [] : [`Field: ${attr.replaceAll('__', '.')} (${code})`],
  'lifecycle-conflict': ({ reason }) => [`Reason: ${reason}`],
  'not-found': nothing,
  'approval-required': ({ changeRequestId, requiredApprovers, pending }) => [
    ...(pending ? ['An earlier request for the same change is still open.'] : []),
    ...(changeRequestId === null ? [] : [`Change request: ${changeRequestId}`]),
    ...(isEmpty(requiredApprovers) ? [] : [`Approvers: ${JSON.stringify(requiredApprovers)}`]),
  ],
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

const isEmpty = (value: unknown) =>
  value === null || value === undefined || Object.keys(value).length === 0;

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
