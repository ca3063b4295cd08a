import type { CancelSignal } from '../request/cancellation-token.ts';
import type { Pool } from 'undici';
import type { Instrumentation } from '../../instrumentation/instrumentation.ts';
import { isPostHogFailure, MalformedError, UnauthenticatedError } from '../errors/errors.ts';
import { answerOf } from './answer.ts';
import type { Exchange, UpstreamAnswer, UpstreamRequest } from '../request/exchange.ts';
import { endedEarly } from './lifetime.ts';
import { networkFailure } from './network-failure.ts';
import { answeredOutcome, callOf, failedOutcome } from './observed-call.ts';
import { noteRaw } from './raw-failure.ts';
import { exchangeOnWire, type WireAnswer, type WireOutcome } from './wire.ts';

export interface SendOptions {
  readonly pool: Pool;
  /** Path prefix of PostHog's own paths, without a trailing slash. */
  readonly basePath: string;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly inlineTimeoutMs: number;
  readonly maxBodyBytes: number;
  /** Whether rows of pages decode a property only when it is read. */
  readonly lazyRows: boolean;
  /** Whether answers come with their bodies, for other replicas. */
  readonly keepsRaw?: boolean;
  readonly now: () => number;
  readonly instrumentation: Instrumentation;
}

/** The innermost exchange: sends one HTTP request, records it in the ledger if it was sent, and decodes the answer. */
export function createSend(options: SendOptions): Exchange {
  const { instrumentation } = options;
  return async (request) => {
    const headers = headersFor(request, options.userAgent);
    const { signal, operation } = request;
    const startedAt = options.now();
    const timeoutMs = attemptTimeout(request, options, startedAt);
    if (signal.aborted || timeoutMs <= 0) throw endedEarly(signal, operation, false);
    // A ping is no operation's call, and its refusal is expected.
    const isReported = instrumentation.isObserved && request.apiKey !== undefined;
    const call = isReported ? instrumentation.startCall(callOf(request)) : undefined;
    const outcome = await exchangeOnWire(
      options.pool,
      {
        method: operation.method,
        path: options.basePath + request.target,
        headers: call?.traceHeaders ? { ...headers, ...call.traceHeaders } : headers,
        body: request.body,
      },
      { signal, timeoutMs, maxBodyBytes: options.maxBodyBytes },
    );
    record(request, outcome, options.now() - startedAt);
    try {
      const answer = decode(request, outcome, signal, options);
      if (call) {
        const status = outcome.kind === 'answer' ? outcome.answer.status : undefined;
        instrumentation.endCall(call, answeredOutcome(status));
      }
      return answer;
    } catch (error) {
      if (call) instrumentation.endCall(call, failedOutcome(error));
      throw error;
    }
  };
}

function attemptTimeout(request: UpstreamRequest, options: SendOptions, now: number): number {
  const { operation, expiresAt } = request;
  const allowed = operation.pace === 'inline' ? options.inlineTimeoutMs : options.timeoutMs;
  return Math.min(allowed, expiresAt - now);
}

function headersFor(request: UpstreamRequest, userAgent: string): Record<string, string> {
  const { apiKey, body, client, operation } = request;
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': userAgent };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (client !== undefined) headers['x-posthog-client'] = client;
  if (apiKey === undefined) return headers;
  // A header cannot contain other characters, and no PostHog key has them.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new UnauthenticatedError({
      operation: operation.id,
      message: 'The API key contains characters that are not allowed in a key.',
    });
  headers['authorization'] = `Bearer ${apiKey}`;
  return headers;
}

function record(request: UpstreamRequest, outcome: WireOutcome, ms: number): void {
  if (!outcome.sent) return;
  const { id, method } = request.operation;
  const call = { operation: id, method, path: request.target, ms };
  if (outcome.kind === 'answer') request.ledger.sent({ ...call, status: outcome.answer.status });
  else if (outcome.kind === 'too-large') request.ledger.sent({ ...call, status: outcome.status });
  else request.ledger.sent(call);
}

function decode(
  request: UpstreamRequest,
  outcome: WireOutcome,
  signal: CancelSignal,
  { maxBodyBytes, lazyRows, keepsRaw = false, now }: SendOptions,
): UpstreamAnswer {
  const { operation, apiKey } = request;
  if (outcome.kind === 'answer') {
    const asOf = now();
    const reading = { credential: apiKey, now: asOf, lazyRows };
    const { answer } = outcome;
    const bytes = answer.body.length;
    if (!keepsRaw) return { json: answerOf(operation, answer, reading), bytes, asOf };
    const json = notingRaw(answer, () => answerOf(operation, answer, reading));
    return { json, bytes, raw: answer.body, asOf };
  }
  if (outcome.kind === 'aborted') throw endedEarly(signal, operation, outcome.sent);
  if (outcome.kind === 'failed')
    throw networkFailure(operation, outcome.error, outcome.sent, apiKey);
  throw new MalformedError({
    operation: operation.id,
    message: `The response is larger than ${maxBodyBytes} bytes.`,
    status: outcome.status,
    uncertain: operation.effect !== 'read',
  });
}

/** Reads an answer; a failure that PostHog itself answered keeps what it was made from. */
function notingRaw(answer: WireAnswer, read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (isPostHogFailure(error) && error.kind !== 'malformed') noteRaw(error, answer);
    throw error;
  }
}
