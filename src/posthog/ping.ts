import { isPostHogFailure, type PostHogFailure } from './errors/errors.ts';
import { UpstreamLedger } from './request/ledger.ts';
import { operations } from './api/operations.ts';
import { failureTable } from './errors/failure-table.ts';
import { PlannedRequest } from './request/planned-request.ts';
import type { Exchange } from './request/exchange.ts';
import { lifetime } from './http/lifetime.ts';
import type { Reachability, CallLimits } from './types.ts';

/** A later answer does not count as healthy. */
const patienceMs = 5_000;

/**
 * Requests the current user without a key. PostHog's own 401 proves that it is reachable and is PostHog; its throttle
 * counts only calls with an accepted key, so frequent pings cost no budget.
 */
export async function ping(send: Exchange, limits: CallLimits): Promise<Reachability> {
  const operation = operations.users_retrieve_me;
  const ms = Math.min(limits.timeoutMs, patienceMs);
  const running = lifetime(undefined, ms, limits.cutoff);
  const expiresAt = limits.now() + ms;
  const ledger = new UpstreamLedger();
  const { plan, reserved } = new PlannedRequest();
  try {
    const target = operation.path;
    await send({
      operation,
      target,
      body: undefined,
      apiKey: undefined,
      client: undefined,
      signal: running.signal,
      expiresAt,
      ledger,
      plan,
      freshness: plan.freshness,
      reserved,
      progress: { attempt: 1, budgetWaitMs: 0 },
    });
    return { ok: true, status: ledger.log[0]?.status };
  } catch (error) {
    if (!isPostHogFailure(error)) throw error;
    return reachability(error);
  } finally {
    running.end();
  }
}

function reachability(failure: PostHogFailure): Reachability {
  const { kind, message, status } = failure;
  const alive = kind === 'unauthenticated' || kind === 'rate-limited';
  return alive
    ? { ok: true, status }
    : { ok: false, status, reason: `${failureTable[kind].code}: ${message}` };
}
