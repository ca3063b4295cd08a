import { Pool } from 'undici';
import { retryAfterSeconds } from '../posthog/http/retry-after.ts';
import { exchangeOnWire, type WireOutcome } from '../posthog/http/wire.ts';
import type { DeliveryRequest } from './signed-request.ts';
import { withoutAddress } from './without-address.ts';

/** Milliseconds that an attempt may take, its answer included. */
const ATTEMPT_MS = 15_000;
/** Bytes of an answer that are read. */
const MAX_ANSWER_BYTES = 64_000;
/** Characters of an answer that are reported. */
const MAX_REPORTED = 500;

/** What became of an attempt. */
export type Attempt =
  | { readonly kind: 'delivered'; readonly status: number }
  /** The receiver wants no more events. */
  | { readonly kind: 'gone'; readonly status: number; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** How long the receiver asks to wait. */
      readonly retryAfterMs?: number | undefined;
    };

const never = new AbortController().signal;

/**
 * Posts once. Redirects are not followed: the receiver could lead the request to another host. Never rejects. Reasons
 * have no address, which is a secret for some receivers.
 * @param signal aborts the attempt
 */
export async function post(
  url: string,
  { headers, body }: DeliveryRequest,
  { signal = never, now }: { readonly signal?: AbortSignal | undefined; readonly now: () => Date },
): Promise<Attempt> {
  const { origin, pathname, search } = new URL(url);
  // Attempts are seldom, so no connection is left open between them. The package has no code for HTTP/2.
  const pool = new Pool(origin, { connections: 1, allowH2: false });
  try {
    const outcome = await exchangeOnWire(
      pool,
      { method: 'POST', path: pathname + search, headers: { ...headers }, body },
      { signal, timeoutMs: ATTEMPT_MS, maxBodyBytes: MAX_ANSWER_BYTES },
    );
    return attemptOf(outcome, url, now());
  } finally {
    await pool.destroy();
  }
}

function attemptOf(outcome: WireOutcome, url: string, now: Date): Attempt {
  if (outcome.kind === 'answer') {
    const { status, headers, body } = outcome.answer;
    const seconds = retryAfterSeconds(headers['retry-after'], '', now.getTime());
    return answered(status, readable(body, url), seconds);
  }
  if (outcome.kind === 'too-large') return answered(outcome.status, '', undefined);
  if (outcome.kind === 'failed') {
    const { error } = outcome;
    const code = 'code' in error ? String(error.code) : error.name;
    return { kind: 'failed', reason: `the connection failed (${code})` };
  }
  const seconds = ATTEMPT_MS / 1_000;
  return { kind: 'failed', reason: `there was no whole answer within ${seconds} seconds` };
}

function answered(status: number, text: string, seconds: number | undefined): Attempt {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  const reason = `it was answered with ${status}${text === '' ? '' : `: ${text}`}`;
  if (status === 410) return { kind: 'gone', status, reason };
  return {
    kind: 'failed',
    reason,
    retryAfterMs: seconds === undefined ? undefined : seconds * 1_000,
  };
}

/** The beginning of an answer as printable text. The address is removed before it could be cut in the middle. */
const readable = (body: Buffer, url: string): string =>
  withoutAddress(body.toString(), url)
    .replaceAll(/[^\x20-\x7E\u{A0}-\u{FFFF}]+/gu, ' ')
    .slice(0, MAX_REPORTED)
    .trim();
