import {
  ApprovalRequiredError,
  BudgetExceededError,
  BudgetSkippedError,
  CancelledError,
  ForbiddenByPolicyError,
  ForbiddenError,
  LifecycleConflictError,
  MalformedError,
  NotFoundError,
  PolicyConflictError,
  RateLimitedError,
  SchedulingUnavailableError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  UnsupportedError,
  ValidationError,
  VersionConflictError,
  type FailureKind,
  type PostHogFailure,
} from './errors.ts';

/** The class of each kind. A constructor takes the fields that an error of its class has, under the same names. */
const classes = {
  validation: ValidationError,
  'lifecycle-conflict': LifecycleConflictError,
  'policy-conflict': PolicyConflictError,
  'scheduling-unavailable': SchedulingUnavailableError,
  'not-found': NotFoundError,
  'approval-required': ApprovalRequiredError,
  'version-conflict': VersionConflictError,
  unauthenticated: UnauthenticatedError,
  forbidden: ForbiddenError,
  'forbidden-by-policy': ForbiddenByPolicyError,
  'rate-limited': RateLimitedError,
  'budget-exceeded': BudgetExceededError,
  'budget-skipped': BudgetSkippedError,
  unsupported: UnsupportedError,
  timeout: TimeoutError,
  unavailable: UnavailableError,
  malformed: MalformedError,
  cancelled: CancelledError,
} as const satisfies Record<FailureKind, unknown>;

/** A failure as JSON: its fields without the stack and PostHog's raw body. */
export interface StoredFailure {
  readonly kind: FailureKind;
  readonly check?: string;
  readonly [field: string]: unknown;
}

/** The fields of a failure, from which {@link restoreFailure} makes an equal one. */
export const storeFailure = (failure: PostHogFailure): StoredFailure => ({
  ...failure.toJSON(),
  kind: failure.kind,
});

/** The failure of {@link storeFailure}. @throws TypeError for a kind that this version does not have */
export function restoreFailure({ check, ...fields }: StoredFailure): PostHogFailure {
  const Failure = classes[fields.kind] as (new (facts: never) => PostHogFailure) | undefined;
  if (!Failure) throw new TypeError(`There is no failure of the kind ${fields.kind}.`);
  const failure = new Failure(fields as never);
  failure.check = check;
  return failure;
}
