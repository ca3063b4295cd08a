import { z } from 'zod';

/** A key that PostHog may leave out, or send in another type than its contract says, is null. */
const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isText = (value: unknown): value is string => typeof value === 'string';

const integers = z
  .array(z.unknown())
  .catch([])
  .transform((values) => values.filter(isInteger));
const texts = z
  .array(z.unknown())
  .catch([])
  .transform((values) => values.filter(isText));

const approvers = z.object({ quorum: orNull(z.int()), users: integers, roles: texts });

const vote = z.object({
  created_by: orNull(z.looseObject({ id: orNull(z.int()) })),
  decision: orNull(z.string()),
  reason: orNull(z.string()),
  created_at: orNull(z.string()),
});

const changeRequest = z.object({
  id: orNull(z.string()),
  action_key: orNull(z.string()),
  state: orNull(z.string()),
  validation_status: orNull(z.string()),
  created_at: orNull(z.string()),
  expires_at: orNull(z.string()),
  created_by: orNull(z.looseObject({ id: orNull(z.int()) })),
  intent: orNull(z.record(z.string(), z.unknown())),
  intent_display: orNull(
    z.looseObject({
      description: orNull(z.string()),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
    }),
  ),
  policy_snapshot: orNull(approvers),
  approvals: z
    .array(z.unknown())
    .catch([])
    .transform((votes) =>
      votes.flatMap((one) => {
        const { data } = vote.safeParse(one);
        return data ? [data] : [];
      }),
    ),
});

/** A change that waits for approval, as far as PostHog describes it; each key may be missing in some version of it. */
export type ChangeRequest = z.infer<typeof changeRequest>;

/** Who has to approve a change: how many approvals it takes, and the accounts and roles they may come from. */
export interface RequiredApprovers {
  /** Null when PostHog does not say. */
  readonly quorum: number | null;
  /** PostHog's numbers of accounts. */
  readonly users: readonly number[];
  /** UUIDs of roles. */
  readonly roles: readonly string[];
}

/** Reads the change request of a 409; null when it is no object. */
export const readChangeRequest = (value: unknown): ChangeRequest | null =>
  changeRequest.safeParse(value).data ?? null;

/**
 * Reads who has to approve. PostHog sends an empty object where an earlier request is still open; the policy that this
 * request was made under then says it.
 */
export function readApprovers(
  required: unknown,
  request: ChangeRequest | null,
): RequiredApprovers | null {
  const own = approvers.safeParse(required).data;
  const isEmpty =
    own === undefined || (own.quorum === null && !own.users.length && !own.roles.length);
  return isEmpty ? (request?.policy_snapshot ?? own ?? null) : own;
}

/** Keys that PostHog fills in without knowing the caller, so that they are false or null for everyone. */
const WITHOUT_CALLER: ReadonlySet<string> = new Set([
  'can_approve',
  'can_cancel',
  'is_requester',
  'user_decision',
]);

/** A change request as PostHog sent it, without the keys that say nothing in a 409. */
export function withoutCallerKeys(request: unknown): unknown {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return request;
  return Object.fromEntries(Object.entries(request).filter(([key]) => !WITHOUT_CALLER.has(key)));
}
