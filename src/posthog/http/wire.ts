import { ReceivedBytes } from '../../received-bytes.ts';
import type { CancelSignal } from '../request/cancellation-token.ts';
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';

export interface WireRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Outcome of one HTTP exchange. `sent`: the request was written to a connection, so the server may have acted on it.
 */
export type WireOutcome = { readonly sent: boolean } & (
  | { readonly kind: 'answer'; readonly answer: WireAnswer }
  | { readonly kind: 'too-large'; readonly status: number }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'aborted' }
);

const overCap = new Error('response exceeds the size limit');
const aborted = new Error('aborted');

/**
 * Performs one HTTP exchange on the pool; never rejects. Uses `dispatch` rather than `request`, because only a dispatch
 * handler is notified when a request starts to be written: a write that was never sent must not be reported as
 * uncertain.
 */
export function exchangeOnWire(
  pool: Pool,
  request: WireRequest,
  limits: {
    readonly signal: CancelSignal;
    /** Time limit from now to the end of the answer. */
    readonly timeoutMs: number;
    readonly maxBodyBytes: number;
  },
): Promise<WireOutcome> {
  const { signal, timeoutMs, maxBodyBytes } = limits;
  const { promise, resolve } = Promise.withResolvers<WireOutcome>();
  const received = new ReceivedBytes();
  let sent = false;
  let status = 0;
  let headers: IncomingHttpHeaders = {};
  let controller: Dispatcher.DispatchController | undefined;
  let over = false;

  const settle = (outcome: WireOutcome) => {
    over = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    resolve(outcome);
  };
  const abort = () => {
    settle({ kind: 'aborted', sent });
    // Abort only after settling: undici immediately reports the abort to the handler as an error.
    controller?.abort(aborted);
  };
  const refuse = () => {
    settle({ kind: 'too-large', sent, status });
    controller?.abort(overCap);
  };

  const timer = setTimeout(abort, timeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  pool.dispatch(
    { ...request, body: request.body ?? null },
    {
      onRequestStart(started) {
        controller = started;
        // The caller left while the call was waiting for a connection: nothing is sent.
        if (over) started.abort(aborted);
        else sent = true;
      },
      onResponseStart(_controller, code, receivedHeaders) {
        status = code;
        headers = receivedHeaders;
        if (Number(headers['content-length'] ?? 0) > maxBodyBytes) refuse();
      },
      onResponseData(_controller, chunk) {
        received.add(chunk);
        if (received.length > maxBodyBytes) refuse();
      },
      onResponseEnd() {
        settle({ kind: 'answer', sent, answer: { status, headers, body: received.concat() } });
      },
      onResponseError(_controller, error) {
        settle({ kind: 'failed', sent, error });
      },
    },
  );
  return promise;
}
