import {
  CancellationToken,
  type CancelSignal,
} from '../../../posthog/request/cancellation-token.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { arrivalOnClock } from '../../../http/arrival.ts';
import type { Instrumentation } from '../../../instrumentation/instrumentation.ts';
import { requestIdOf, type Parent } from '../../../instrumentation/operation.ts';
import { recordOf } from '../../../instrumentation/request-record.ts';
import { callerKey } from '../../../posthog/keys/caller-key.ts';
import type { Upstream } from '../../../posthog/client.ts';
import { credentialOf } from '../../../posthog/keys/credential.ts';
import { acceptedFormat } from '../delivery/accepted-format.ts';
import { isSingleJson, mediaTypeOf } from '../delivery/formats.ts';
import { BUDGET_HEADER } from '../../planner/requested-bounds.ts';
import { savedExtension } from '../../planner/extension.ts';
import { concluded } from '../concluded-operation.ts';
import type { MaskError } from '../mask-error.ts';
import { NotExecuted } from './attempt.ts';
import type { Yoga } from './context.ts';
import { canUseFastPath, hasReadableBody } from './can-use-fast-path.ts';
import { createFastExecute } from './fast-execute.ts';
import { answerByYoga, forwardToYoga, type ReadRequest } from './forward-to-yoga.ts';
import { MinimalRequest } from './minimal-request.ts';
import type { CompiledRun } from './compiled-run.ts';
import { allPieces, type FastPathPieces } from './pieces.ts';
import { readBody } from '../../../http/read-body.ts';
import { bodyTooLarge, refuse } from '../../../http/reply.ts';
import { readParams } from './read-params.ts';
import { sendJson, sendResult } from './send.ts';
import { ResponseCache, type CachedResponse, type SharedExecution } from './response-cache.ts';
import { MAX_BODY_BYTES } from '../../../http/body-limit.ts';
import { bodyNotUtf8, textOf } from '../../../http/body-text.ts';

/** Answers a request of Node's HTTP server; the promise never rejects. */
export type FastPath = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface FastPathOptions {
  readonly yoga: Yoga & {
    readonly runCompiled: CompiledRun;
    readonly maskError: MaskError;
    readonly reporting: Instrumentation;
  };
  readonly upstream: Upstream;
  /** Key used for requests without one. */
  readonly apiKey: string | undefined;
  /** The pieces that are used, of which `http` and `responses` count here; all of them when left out. */
  readonly pieces?: FastPathPieces;
}

/**
 * Handles what nearly all requests are, a JSON POST that accepts one JSON answer, without emulating fetch's
 * Request and Response, which takes longer than a small query. Limits, planning, execution, masking and the
 * plugins on parameters are those of Yoga's pipeline. All other requests are passed to Yoga.
 */
export function createFastPath({
  yoga,
  upstream,
  apiKey: serverKey,
  pieces = allPieces,
}: FastPathOptions): FastPath {
  const answers = new ResponseCache(upstream);
  const fastExecute = createFastExecute(yoga);
  const { reporting: instrumentation } = yoga;

  function answer(read: ReadRequest, mediaType: string): Promise<void> {
    const parent = recordOf(read.request);
    const operation = instrumentation.startOperation({ api: 'graphql', parent });
    if (!operation) return answerOperation(read, parent, mediaType);
    return answerOperation({ ...read, operation }, parent, mediaType).finally(() => {
      // The caller has left, or the answer could not be written.
      instrumentation.endOperation(operation);
    });
  }

  async function answerOperation(
    read: ReadRequest,
    parent: Parent | undefined,
    mediaType: string,
  ): Promise<void> {
    const { request, response, body, arrivedAt, operation } = read;
    const apiKey = callerKey(request.headers.authorization, serverKey);
    const sendSaved = (how: 'cacheHits' | 'deduplicated', saved: CachedResponse) => {
      const budget = apiKey === undefined ? undefined : upstream.budget({ apiKey });
      const cost = savedExtension(how, budget)(saved);
      if (operation) {
        operation.identify(saved.operationName, 'query');
        operation.credential = apiKey && credentialOf(apiKey);
        operation.spend(cost);
        instrumentation.endOperation(operation);
      }
      sendJson(response, mediaType, saved.head, { upstream: cost });
    };
    const identity = pieces.responses ? identityOf(request, apiKey, body) : undefined;
    const cached =
      identity === undefined || apiKey === undefined
        ? undefined
        : answers.find(identity, { apiKey });
    if (cached) {
      sendSaved('cacheHits', cached);
      return;
    }
    const params = readParams(body);
    if (!params) {
      await forwardToYoga(yoga, NotExecuted.unreadable, read);
      return;
    }
    const leaving = leavingSignal(response);
    const reported = { parent, operation };
    const start = async (signal: CancelSignal): Promise<SharedExecution> => {
      const minimal = new MinimalRequest(request, signal, arrivedAt, reported);
      const attempt = await fastExecute(params, minimal);
      return attempt.kind === 'executed' && identity !== undefined
        ? { attempt, shared: answers.settle(identity, attempt) }
        : { attempt };
    };
    const { attempt, shared, joined } =
      identity === undefined
        ? { ...(await start(leaving)), joined: undefined }
        : await answers.run(identity, leaving, start);
    if (attempt.kind === 'not-executed') {
      if (!leaving.aborted) await forwardToYoga(yoga, attempt, read);
    } else if (joined) {
      if (!leaving.aborted) sendSaved('deduplicated', joined);
    } else {
      const ledger = attempt.context?.ledger;
      const requestId = requestIdOf(parent);
      const by = { instrumentation, operation, requestId, ledger, signal: leaving };
      const result = concluded(attempt.result, by);
      if (leaving.aborted) return;
      const sending = { attempt: { ...attempt, result }, shared, mediaType, response };
      const sent = sendResult(yoga, sending);
      // Waited for only where there is something to wait for: most answers are written by now.
      if (sent) await sent;
    }
  }

  return async (request, response) => {
    const arrivedAt = arrivalOnClock(upstream.now(), request);
    const format =
      pieces.http && canUseFastPath(request)
        ? acceptedFormat(request.headers.accept, 'single')
        : undefined;
    const mediaType = format && isSingleJson(format) ? format.type : undefined;
    if (mediaType === undefined && !hasReadableBody(request)) {
      await answerByYoga(yoga, { request, response, arrivedAt });
      return;
    }
    try {
      const bytes = await readBody(request, MAX_BODY_BYTES);
      const body = bytes ? textOf(bytes) : undefined;
      if (body === undefined) {
        refuse(response, bytes ? bodyNotUtf8 : bodyTooLarge);
        return;
      }
      const sent = { request, response, body, arrivedAt };
      if (mediaType === undefined) await forwardToYoga(yoga, NotExecuted.unread, sent);
      else await answer(sent, `${mediaType}; charset=utf-8`);
    } catch {
      // The caller disconnected while sending or while the answer was written, so there is nobody to answer. A
      // request that arrives too slowly is answered by the server.
      if (!response.writableEnded) response.destroy();
    }
  };
}

/** Cancelled when the caller leaves before the answer was written. */
function leavingSignal(response: ServerResponse): CancelSignal {
  const leaving = new CancellationToken();
  response.on('close', () => {
    if (!response.writableFinished) leaving.cancel();
  });
  return leaving;
}

/** The credential and the exact text of a request; undefined when its answer must not be shared. */
function identityOf(
  { headers }: IncomingMessage,
  apiKey: string | undefined,
  body: string,
): string | undefined {
  if (apiKey === undefined) return undefined;
  // A caller that says how fresh the answer must be, or what it may cost, gets an answer of its own.
  if (headers['cache-control'] !== undefined || headers[BUDGET_HEADER] !== undefined)
    return undefined;
  return `${credentialOf(apiKey)} whole ${body.includes('@') ? partsFor(headers.accept) : ''} ${body}`;
}

/** How a client would get an answer in parts: one that takes parts is not given the whole answer for which another waits. */
function partsFor(accept: string | undefined): string {
  const format = acceptedFormat(accept, 'incremental');
  return format ? mediaTypeOf(format) : '';
}
