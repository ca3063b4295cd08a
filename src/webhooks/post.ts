import { setTimeout as wait } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';
import { retryAfterSeconds } from '../posthog/http/retry-after.ts';
import type { DeliveryRequest } from './signed-request.ts';

/** Milliseconds that an attempt may take, its answer included. */
const ATTEMPT_MS = 15_000;
/** Characters of an answer that are read, for the log; the rest is not. */
const MAX_ANSWER = 500;

/** What became of an attempt. */
export type Attempt =
  | { readonly kind: 'delivered'; readonly status: number }
  /** The receiver wants no more events. */
  | { readonly kind: 'gone'; readonly status: number; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly status?: number;
      /** How long the receiver asks to wait. */
      readonly retryAfterMs?: number | undefined;
    };

/**
 * Posts once. Redirects are not followed: the receiver could lead the request to another host. Never rejects.
 * @param signal aborts the attempt
 */
export async function post(
  url: string,
  { headers, body }: DeliveryRequest,
  { signal, now }: { readonly signal?: AbortSignal | undefined; readonly now: () => Date },
): Promise<Attempt> {
  const limit = AbortSignal.timeout(ATTEMPT_MS);
  try {
    const answer = await request(url, {
      method: 'POST',
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headersTimeout: ATTEMPT_MS,
      bodyTimeout: ATTEMPT_MS,
    });
    const text = await beginningOf(answer.body);
    const status = answer.statusCode;
    if (status >= 200 && status < 300) return { kind: 'delivered', status };
    const reason = `it was answered with ${status}${text === '' ? '' : `: ${text}`}`;
    if (status === 410) return { kind: 'gone', status, reason };
    const asked = retryAfterMs(answer.headers['retry-after'], now());
    return { kind: 'failed', status, reason, retryAfterMs: asked };
  } catch (error) {
    if (limit.aborted)
      return { kind: 'failed', reason: `there was no answer within ${ATTEMPT_MS / 1_000} seconds` };
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    // The message of the library can contain the address, which is a secret for some receivers.
    return { kind: 'failed', reason: `the connection failed (${code})` };
  }
}

/** The beginning of a body as printable text; what follows is not read. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  let text = '';
  body.setEncoding('utf8');
  const cut = wait(2_000, 'cut', { ref: false });
  const read = (async () => {
    for await (const chunk of body) {
      text += String(chunk);
      if (text.length >= MAX_ANSWER) break;
    }
  })();
  await Promise.race([read.catch(() => undefined), cut]);
  body.destroy();
  return text
    .slice(0, MAX_ANSWER)
    .replaceAll(/[^\x20-\x7E\u{A0}-\u{FFFF}]+/gu, ' ')
    .trim();
}

function retryAfterMs(header: string | string[] | undefined, now: Date): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  const seconds = retryAfterSeconds(text, '', now.getTime());
  return seconds === undefined ? undefined : seconds * 1_000;
}
