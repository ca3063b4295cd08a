import {
  BudgetExceededError,
  BudgetSkippedError,
  CIRCUIT_OPEN,
  isPostHogFailure,
  type PostHogFailure,
} from '../../errors/errors.ts';
import type { Operation } from '../../api/operations.ts';
import type { Layer, UpstreamRequest } from '../../request/exchange.ts';
import { BudgetTooSmall } from './admission.ts';
import type { BudgetLimits } from './budget.ts';
import type { Budgets } from './budgets.ts';
import type { CallBudget, KeyBudget } from './key-budget.ts';
import { ownBucket } from './own-limits.ts';
import { priorities } from '../../request/plan.ts';

/** Seconds to wait after a 429 that names no wait. */
const UNKNOWN_WAIT = 5;

/** Failures that occur before anything is sent, so that PostHog cannot have counted the call. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  CIRCUIT_OPEN,
]);

/** The failure of calls that do not fit into the budget before their deadline. */
function budgetExceeded(
  { available, retryAfterSeconds }: BudgetTooSmall,
  predicted: number,
  operation: Operation['id'],
  { perMinute, perHour }: BudgetLimits,
): BudgetExceededError {
  const most = Math.min(perMinute, perHour);
  const wait =
    predicted > most
      ? ` A key may make ${most} in a minute, so this will not fit later either: ask for fewer objects at a time (\`first\`), and for the next ones behind the last (\`after\`).`
      : retryAfterSeconds === undefined
        ? ''
        : ` They will be possible in ${retryAfterSeconds} s.`;
  return new BudgetExceededError({
    operation,
    message: `This needs ${predicted} PostHog calls, but ${available} are currently left for this key.${wait}`,
    predicted,
    available,
    retryAfterSeconds,
  });
}

/**
 * Waits until a call may go.
 * @returns a function to call when the call has ended
 */
export async function admit(
  { admission }: KeyBudget,
  request: UpstreamRequest,
  isOwn: boolean,
  limits: BudgetLimits,
): Promise<() => void> {
  const { operation, plan, reserved, signal, expiresAt } = request;
  const priority = operation.effect === 'read' ? plan.priority : priorities.mutation;
  const refusedAs = (calls: number, error: unknown) =>
    error instanceof BudgetTooSmall ? budgetExceeded(error, calls, operation.id, limits) : error;
  const setAside = async (calls: number) => {
    try {
      return await admission.admit(calls, priority, expiresAt, signal);
    } catch (error) {
      throw refusedAs(calls, error);
    }
  };
  if (isOwn) {
    (await setAside(1)).use();
    return () => undefined;
  }
  const wanted = Math.max(1, plan.forecast?.calls() ?? 1);
  const reservation = await reserved.reservation(() => setAside(wanted));
  const { probe } = reservation;
  const asksFirst = probe?.begin() === true;
  const over = () => {
    if (asksFirst) probe.end();
  };
  try {
    if (!asksFirst) await probe?.outcome(signal);
    if (!reservation.use()) (await setAside(1)).use();
    return over;
  } catch (error) {
    over();
    throw refusedAs(wanted, error);
  }
}

/** Failures that occur before PostHog counts a call, or without an answer: they are no evidence about a throttle. */
const SILENT: ReadonlySet<PostHogFailure['kind']> = new Set([
  'rate-limited',
  'budget-exceeded',
  'unauthenticated',
  'forbidden',
  'forbidden-by-policy',
  'timeout',
  'unavailable',
  'malformed',
  'cancelled',
]);

/** Updates the budget after a failed call: PostHog's throttle counts neither refused keys nor throttled calls. */
function correct(budget: CallBudget, failure: PostHogFailure, now: number): void {
  if (failure.kind === 'rate-limited') {
    budget.forgetOne();
    budget.throttled(failure.retryAfterSeconds ?? UNKNOWN_WAIT, now);
  } else if (
    failure.kind === 'unauthenticated' ||
    failure.kind === 'forbidden' ||
    failure.kind === 'budget-exceeded' ||
    (failure.kind === 'unavailable' && NEVER_SENT.has(failure.reason))
  ) {
    budget.forgetOne();
  }
  // PostHog checks the throttle before the request itself, so any other refusal proves that the key is not throttled.
  if (!SILENT.has(failure.kind)) budget.answered();
}

/**
 * Delays a call until it fits into the key's budget, and records the calls that PostHog counts.
 * @param own budgets of the calls that PostHog counts by themselves, apart from those of the keys so that neither kind
 *   evicts the other
 */
export function budgeted(budgets: Budgets, own: Budgets, now: () => number): Layer {
  return (next) => async (request) => {
    const { apiKey, ledger, operation, plan, progress } = request;
    if (apiKey === undefined) return next(request);
    if (ledger.started >= plan.maxCalls) {
      throw new BudgetSkippedError({
        operation: operation.id,
        message: `Skipped: its budget allows this operation at most ${plan.maxCalls} PostHog calls.`,
      });
    }
    ledger.started += 1;
    const bucket = ownBucket(request, budgets.limits);
    const work = async (key: KeyBudget) => {
      const { budget, admission } = key;
      const arrived = now();
      const over = await admit(
        key,
        request,
        bucket !== undefined,
        bucket?.limits ?? budgets.limits,
      );
      const waitedMs = now() - arrived;
      ledger.waited(waitedMs);
      progress.budgetWaitMs = waitedMs;
      budget.record(now());
      try {
        const answer = await next(request);
        budget.answered();
        return answer;
      } catch (error) {
        if (isPostHogFailure(error)) correct(budget, error, now());
        // Aborted while it waited for a connection: it was never sent.
        else budget.forgetOne();
        throw error;
      } finally {
        over();
        admission.learned();
      }
    };
    return bucket ? own.using(bucket.name, work, bucket.limits) : budgets.using(apiKey, work);
  };
}
