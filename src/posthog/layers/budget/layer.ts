import {
  BudgetSkippedError,
  CIRCUIT_OPEN,
  isPostHogFailure,
  type PostHogFailure,
} from '../../errors/errors.ts';
import type { UpstreamRequest } from '../../request/exchange.ts';
import { unconcerned, type Gate, type Passage } from '../gates.ts';
import { admit, admitAlone, type Ended } from './admit.ts';
import type { BudgetInUse, Budgets } from './budgets.ts';
import type { CallBudget } from './key-budget.ts';
import { ownBucket } from './own-limits.ts';

/** Seconds to wait after a 429 that names no wait. */
const UNKNOWN_WAIT = 5;

/** Failures that occur before anything is sent, so that PostHog cannot have counted the call. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  CIRCUIT_OPEN,
]);

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
export function budgeted(budgets: Budgets, own: Budgets, now: () => number): Gate {
  const passageOf = ({ key: { budget, admission }, end }: BudgetInUse, endCall: Ended): Passage => {
    budget.record(now());
    const over = () => {
      endCall();
      admission.learned();
      end();
    };
    return {
      answered() {
        budget.answered();
        over();
      },
      failed(error) {
        if (isPostHogFailure(error)) correct(budget, error, now());
        // Aborted while it waited for a connection: it was never sent.
        else budget.forgetOne();
        over();
      },
    };
  };

  const waitFor = async (
    admitted: Promise<Ended>,
    inUse: BudgetInUse,
    { ledger, progress }: UpstreamRequest,
  ): Promise<Passage> => {
    const arrived = now();
    try {
      const endCall = await admitted;
      const waitedMs = now() - arrived;
      ledger.waited(waitedMs);
      progress.budgetWaitMs = waitedMs;
      return passageOf(inUse, endCall);
    } catch (error) {
      inUse.end();
      throw error;
    }
  };

  return {
    enter(request) {
      const { apiKey, ledger, operation, plan, progress } = request;
      if (apiKey === undefined) return unconcerned;
      if (ledger.started >= plan.maxCalls) {
        throw new BudgetSkippedError({
          operation: operation.id,
          message: `Skipped: its budget allows this operation at most ${plan.maxCalls} PostHog calls.`,
        });
      }
      ledger.started += 1;
      progress.budgetWaitMs = 0;
      const bucket = ownBucket(request, budgets.limits);
      const inUse = bucket ? own.use(bucket.name, bucket.limits) : budgets.use(apiKey);
      try {
        const admitted = bucket
          ? admitAlone(inUse.key, request, bucket.limits)
          : admit(inUse.key, request, budgets.limits);
        return admitted instanceof Promise
          ? waitFor(admitted, inUse, request)
          : passageOf(inUse, admitted);
      } catch (error) {
        inUse.end();
        throw error;
      }
    },
  };
}
