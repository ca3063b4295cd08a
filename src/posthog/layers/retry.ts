import { toAbortSignal } from '../request/cancellation-token.ts';
import { RateLimitedError, UnavailableError } from '../errors/errors.ts';
import type { Layer, UpstreamAnswer, UpstreamRequest } from '../request/exchange.ts';

const maxRetries = 2;
const firstDelayMs = 100;

/** Transient failures. A plain 500 is not one of them: it is a bug that would occur again. */
const transient: ReadonlySet<string> = new Set([
  'HTTP_502',
  'HTTP_503',
  'HTTP_504',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export interface RetryTiming {
  readonly now: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/**
 * Retries a read, at most twice, when the failure is transient and the wait fits into the remaining time.
 * A call that changes PostHog is never sent twice, whatever its HTTP method.
 */
export function retrying(timing: RetryTiming): Layer {
  return (next) => {
    const attempt = (request: UpstreamRequest, retries: number): Promise<UpstreamAnswer> =>
      next(request).catch(async (failure: unknown) => {
        const delay = delayBefore(failure, request, retries, timing.random);
        if (delay === undefined || timing.now() + delay >= request.expiresAt) throw failure;
        request.ledger.waited(delay);
        await timing.sleep(delay, toAbortSignal(request.signal));
        request.ledger.retried();
        request.progress.attempt += 1;
        return attempt(request, retries + 1);
      });
    return (request) => attempt(request, 0);
  };
}

/** Milliseconds to wait before the next attempt; undefined when the call must not be retried. */
function delayBefore(
  failure: unknown,
  request: UpstreamRequest,
  retries: number,
  random: () => number,
): number | undefined {
  if (request.operation.effect !== 'read' || retries >= maxRetries) return undefined;
  // A random delay between half and all of the step, so that many callers do not retry at the same time.
  const backoff = firstDelayMs * 2 ** retries * (0.5 + random() / 2);
  if (failure instanceof RateLimitedError) return afterSeconds(failure.retryAfterSeconds);
  if (failure instanceof UnavailableError && transient.has(failure.reason))
    return Math.max(backoff, afterSeconds(failure.retryAfterSeconds) ?? 0);
  return undefined;
}

function afterSeconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
