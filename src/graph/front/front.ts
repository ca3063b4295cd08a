import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAsyncIterable, processRegularResult, type GraphQLParams } from 'graphql-yoga';
import { callerKey } from '../../posthog/caller-key.ts';
import type { Upstream } from '../../posthog/client.ts';
import { credentialOf } from '../../posthog/credential.ts';
import type { GraphContext } from '../context.ts';
import { MAX_BODY_BYTES } from '../limits.ts';
import { savedExtension } from '../upstream/extension.ts';
import type { FrontContext, Yoga } from './context.ts';
import { isPlainPost } from './eligible.ts';
import { LeanRequest } from './lean-request.ts';
import type { QuickRun } from './quick-run.ts';
import { MediaTypes } from './media-type.ts';
import { readBody } from './read-body.ts';
import { readParams } from './read-params.ts';
import { copy, replay } from './replay.ts';
import { headOf, WholeAnswers, type Head, type Outcome } from './whole-answers.ts';

/** Answers a request of Node's HTTP server; the promise never rejects. */
export type Front = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface FrontOptions {
  readonly yoga: Yoga & { readonly quickRun: QuickRun };
  readonly upstream: Upstream;
  /** Key used for requests that bring none. */
  readonly apiKey: string | undefined;
}

/**
 * A short way into the same pipeline for what nearly all requests are: a JSON POST that wants one JSON
 * answer. It leaves out the emulation of fetch's Request and Response, which takes longer than a small
 * query; limits, planning, execution, masking and every plugin on parameters are yoga's own. Everything
 * else goes the ordinary way.
 */
export function createFront({ yoga, upstream, apiKey: heldKey }: FrontOptions): Front {
  const mediaTypes = new MediaTypes((url, init) => yoga.fetch(url, init));
  const answers = new WholeAnswers(upstream);

  async function execute(
    params: GraphQLParams,
    request: IncomingMessage,
    identity: string | undefined,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const lean = new LeanRequest(request, signal);
    const { result, context } = await (yoga.quickRun(params, lean) ?? runWhole(params, lean));
    const mayShare = identity !== undefined && context !== undefined;
    return { result, shared: mayShare ? answers.settle(identity, result, context) : undefined };
  }

  async function runWhole(params: GraphQLParams, lean: LeanRequest) {
    // Yoga and its plugins read no more of a request than a lean one has.
    const request = lean as unknown as Request;
    const front: { context?: GraphContext } = {};
    const context: FrontContext = { request, front, arrivedAt: lean.arrivedAt };
    const result = await yoga.getResultForParams({ params, request }, context);
    if (result === undefined || isAsyncIterable(result)) {
      throw new TypeError('An answer in parts took the short way.');
    }
    return { result, context: front.context };
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
    mediaType: string,
  ): Promise<void> {
    const apiKey = callerKey(request.headers.authorization, heldKey);
    const saved = (how: 'cacheHits' | 'deduplicated') =>
      savedExtension(how, apiKey === undefined ? undefined : upstream.budget({ apiKey }));
    const identity = identityOf(request, apiKey, body);
    const kept = identity === undefined ? undefined : answers.kept(identity);
    if (kept) {
      send(response, mediaType, kept.head, { upstream: saved('cacheHits')(kept) });
      return;
    }
    const leaving = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort();
    });
    const params = readParams(body);
    if (!params) {
      await replay(yoga, request, body, response, leaving.signal);
      return;
    }
    const start = (signal: AbortSignal) => execute(params, request, identity, signal);
    let run: Awaited<ReturnType<WholeAnswers['run']>>;
    try {
      run =
        identity === undefined
          ? await start(leaving.signal)
          : await answers.run(identity, leaving.signal, start);
    } catch {
      // Parameters that a plugin refuses, before anything ran: the ordinary way words the refusal.
      await replay(yoga, request, body, response, leaving.signal);
      return;
    }
    if (leaving.signal.aborted) return;
    const { result, shared, joined } = run;
    if (joined) {
      send(response, mediaType, joined.head, { upstream: saved('deduplicated')(joined) });
    } else if (result.errors) {
      const [type = mediaType] = mediaType.split(';');
      await copy(processRegularResult(result, yoga.fetchAPI, type), response);
    } else {
      send(response, mediaType, shared?.head ?? headOf(result.data), result.extensions);
    }
  }

  return async (request, response) => {
    const mediaType = isPlainPost(request)
      ? await mediaTypes.of(request.headers.accept)
      : undefined;
    if (mediaType === undefined) {
      await yoga(request, response);
      return;
    }
    try {
      const body = await readBody(request, MAX_BODY_BYTES);
      if (body === null) response.destroy();
      else await answer(request, response, body, mediaType);
    } catch {
      // The caller left while sending, or while the answer was written: nobody is there to be told. Who took
      // too long to send was answered by the server.
      if (!response.writableEnded) response.destroy();
    }
  };
}

/** Who asks what, in the very words; undefined where the answer is not to be shared. */
function identityOf(
  { headers }: IncomingMessage,
  apiKey: string | undefined,
  body: string,
): string | undefined {
  // A caller who says how fresh the answer must be gets one made for it.
  if (apiKey === undefined || headers['cache-control'] !== undefined) return undefined;
  return `${credentialOf(apiKey)} whole ${body}`;
}

function send(response: ServerResponse, mediaType: string, head: Head, extensions: unknown): void {
  const tail = `${JSON.stringify(extensions)}}`;
  const length = Buffer.byteLength(head) + Buffer.byteLength(tail);
  response.writeHead(200, { 'content-type': mediaType, 'content-length': length });
  if (typeof head === 'string') {
    response.end(head + tail);
    return;
  }
  // Node sends both in one go, and the bytes, which are many and may be kept, are not copied.
  response.write(head);
  response.end(tail);
}
