import {
  BudgetExceededError,
  BudgetSkippedError,
  isPostHogFailure,
  type PostHogFailure,
} from '../../errors/errors.ts';
import type { Operation } from '../../api/operations.ts';
import type { Layer, UpstreamRequest } from '../../request/exchange.ts';
import { BudgetTooSmall } from './admission.ts';
import type { Budget } from './budget.ts';
import type { Budgets, KeyBudget } from './budgets.ts';
import { priorities } from '../../request/plan.ts';

/** Seconds PostHog is left alone after a 429 that names none. */
const UNKNOWN_WAIT = 5;

/** Network failures before anything was sent: PostHog cannot have counted the call. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** The failure of calls that do not fit into the budget before their time is up. */
function budgetExceeded(
  { available, retryAfterSeconds }: BudgetTooSmall,
  predicted: number,
  operation: Operation['id'],
): BudgetExceededError {
  const wait = retryAfterSeconds === undefined ? '' : ` They fit in ${retryAfterSeconds} s.`;
  return new BudgetExceededError({
    operation,
    message: `This takes ${predicted} PostHog calls; ${available} are left for this key now.${wait}`,
    predicted,
    available,
    retryAfterSeconds,
  });
}

/**
 * Waits until a call may go.
 * @returns what to call when it is over
 */
async function admit({ admission }: KeyBudget, request: UpstreamRequest): Promise<() => void> {
  const { operation, plan, reserved, signal, expiresAt } = request;
  const priority = operation.effect === 'read' ? plan.priority : priorities.mutation;
  const refusedAs = (calls: number, error: unknown) =>
    error instanceof BudgetTooSmall ? budgetExceeded(error, calls, operation.id) : error;
  const setAside = async (calls: number) => {
    try {
      return await admission.admit(calls, priority, expiresAt, signal);
    } catch (error) {
      throw refusedAs(calls, error);
    }
  };
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

/** Failures that come before PostHog counts a call, or in place of an answer: they say nothing of a throttle. */
const SILENT: ReadonlySet<PostHogFailure['kind']> = new Set([
  'rate-limited',
  'budget-exceeded',
  'unauthenticated',
  'forbidden',
  'timeout',
  'unavailable',
  'malformed',
  'cancelled',
]);

/** What a failed call teaches: PostHog's throttle counts neither refused keys nor refused calls. */
function correct(budget: Budget, failure: PostHogFailure, now: number): void {
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
  // PostHog throttles a key before it looks at what is asked: a refusal of that is an answer, too.
  if (!SILENT.has(failure.kind)) budget.answered();
}

/** Lets a call go when the key's budget holds it, waiting for its turn, and keeps the ledger true. */
export function budgeted(budgets: Budgets, now: () => number): Layer {
  return (next) => async (request) => {
    const { apiKey, ledger, operation, plan } = request;
    if (apiKey === undefined) return next(request);
    if (ledger.started >= plan.maxCalls) {
      throw new BudgetSkippedError({
        operation: operation.id,
        message: `Left out: @budget allows this operation ${plan.maxCalls} PostHog calls.`,
      });
    }
    ledger.started += 1;
    return budgets.using(apiKey, async (key) => {
      const { budget, admission } = key;
      const arrived = now();
      const over = await admit(key, request);
      ledger.waited(now() - arrived);
      budget.record(now());
      try {
        const answer = await next(request);
        budget.answered();
        return answer;
      } catch (error) {
        if (isPostHogFailure(error)) correct(budget, error, now());
        // Given up while it waited for a connection: it was never sent.
        else budget.forgetOne();
        throw error;
      } finally {
        over();
        admission.learned();
      }
    });
  };
}
