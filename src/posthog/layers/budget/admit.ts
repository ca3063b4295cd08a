import { BudgetExceededError } from '../../errors/errors.ts';
import type { Operation } from '../../api/operations.ts';
import type { UpstreamRequest } from '../../request/exchange.ts';
import { priorities, type Reservation } from '../../request/plan.ts';
import { BudgetTooSmall } from './budget-too-small.ts';
import type { BudgetLimits } from './budget.ts';
import type { KeyBudget } from './key-budget.ts';

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

/** Takes a call out of the budget, at once where it fits; a promise only where it has to wait. */
function setAside(
  { admission }: KeyBudget,
  { operation, plan, expiresAt, signal }: UpstreamRequest,
  calls: number,
  limits: BudgetLimits,
): Reservation | Promise<Reservation> {
  const priority = operation.effect === 'read' ? plan.priority : priorities.mutation;
  return refusing(calls, operation, limits, () =>
    admission.admit(calls, priority, expiresAt, signal),
  );
}

/** What `get` returns; where it finds the budget too small, a failure that says so. */
function refusing<Value>(
  calls: number,
  { id }: Operation,
  limits: BudgetLimits,
  get: () => Value | Promise<Value>,
): Value | Promise<Value> {
  const refuse = (error: unknown): never => {
    throw error instanceof BudgetTooSmall ? budgetExceeded(error, calls, id, limits) : error;
  };
  try {
    const value = get();
    return value instanceof Promise ? value.catch(refuse) : value;
  } catch (error) {
    return refuse(error);
  }
}

/** To call when an admitted call has ended. */
export type Ended = () => void;

const nothing: Ended = () => undefined;

/**
 * Admits a call to a budget of its own, of which nothing is set aside for others of the request.
 * @returns a promise only where the call has to wait
 * @throws BudgetExceededError when it will not fit by its deadline (also as a rejection)
 */
export function admitAlone(
  key: KeyBudget,
  request: UpstreamRequest,
  limits: BudgetLimits,
): Ended | Promise<Ended> {
  const reservation = setAside(key, request, 1, limits);
  return reservation instanceof Promise ? reservation.then(useOnly) : useOnly(reservation);
}

/** Uses the one call of a reservation. */
function useOnly(reservation: Reservation): Ended {
  reservation.use();
  return nothing;
}

/** Admits a call to the budget of its key, with all calls of the request that are expected; otherwise as `admitAlone`. */
export function admit(
  key: KeyBudget,
  request: UpstreamRequest,
  limits: BudgetLimits,
): Ended | Promise<Ended> {
  const expected = () => Math.max(1, request.plan.forecast?.calls() ?? 1);
  const first = request.reserved.reservation(() => setAside(key, request, expected(), limits));
  if (!(first instanceof Promise) && !first.probe && first.use()) return nothing;
  return admitLater(key, request, limits, first, expected);
}

/** The rest of `admit` for a call that has to wait, or is not among the expected ones. */
async function admitLater(
  key: KeyBudget,
  request: UpstreamRequest,
  limits: BudgetLimits,
  first: Reservation | Promise<Reservation>,
  expected: () => number,
): Promise<Ended> {
  const reservation = await first;
  const { probe } = reservation;
  const asksFirst = probe?.begin() === true;
  const ended = asksFirst ? () => probe.end() : nothing;
  try {
    if (probe && !asksFirst) {
      await refusing(expected(), request.operation, limits, () => probe.outcome(request.signal));
    }
    if (!reservation.use()) (await setAside(key, request, 1, limits)).use();
    return ended;
  } catch (error) {
    ended();
    throw error;
  }
}
