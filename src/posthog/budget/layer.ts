import {
  BudgetExceededError,
  BudgetSkippedError,
  isPostHogFailure,
  type PostHogFailure,
} from '../errors.ts';
import type { Operation } from '../operations.ts';
import type { Layer, UpstreamRequest } from '../transport/exchange.ts';
import { DoesNotFit, priorities } from './admission.ts';
import type { Budget } from './budget.ts';
import type { Budgets, KeyBudget } from './budgets.ts';

/** Seconds PostHog is left alone after a 429 that names none. */
const UNKNOWN_WAIT = 5;

/** Network failures before anything was sent: PostHog cannot have counted the call. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** The failure of calls that do not fit into the budget before their time is up. */
function budgetExceeded(
  { available, retryAfterSeconds }: DoesNotFit,
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

async function admit({ admission }: KeyBudget, request: UpstreamRequest): Promise<void> {
  const { operation, plan, signal, expiresAt } = request;
  const priority = operation.effect === 'read' ? plan.priority : priorities.mutation;
  const setAside = async (calls: number) => {
    try {
      return await admission.admit(calls, priority, expiresAt, signal);
    } catch (error) {
      throw error instanceof DoesNotFit ? budgetExceeded(error, calls, operation.id) : error;
    }
  };
  plan.reservation ??= setAside(Math.max(1, plan.forecast?.calls() ?? 1));
  if ((await plan.reservation).use()) return;
  (await setAside(1)).use();
}

/** What a failed call teaches: PostHog's throttle counts neither refused keys nor refused calls. */
function correct(budget: Budget, failure: PostHogFailure, now: number): void {
  if (failure.kind === 'rate-limited') {
    budget.forgetOne();
    budget.throttled(failure.retryAfterSeconds ?? UNKNOWN_WAIT, now);
  } else if (
    failure.kind === 'unauthenticated' ||
    failure.kind === 'forbidden' ||
    (failure.kind === 'unavailable' && NEVER_SENT.has(failure.reason))
  ) {
    budget.forgetOne();
  }
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
    const key = budgets.of(apiKey);
    const arrived = now();
    await admit(key, request);
    ledger.waited(now() - arrived);
    key.budget.record(now());
    try {
      const answer = await next(request);
      key.budget.answered();
      return answer;
    } catch (error) {
      if (isPostHogFailure(error)) correct(key.budget, error, now());
      throw error;
    }
  };
}
