import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { processRegularResult } from 'graphql-yoga';
import { unwritableAnswer } from '../delivery/failed-answer.ts';
import type { MaskError } from '../mask-error.ts';
import type { Executed } from './attempt.ts';
import type { Yoga } from './context.ts';
import { encodeHead, sizeOf, type EncodedHead } from './encoded-head.ts';
import type { CachedResponse } from './response-cache.ts';

interface Sending {
  readonly attempt: Executed;
  /** The answer, if it is already cached. */
  readonly shared: CachedResponse | undefined;
  readonly mediaType: string;
  readonly response: ServerResponse;
}

/** Sends what an operation came to. Where it cannot be written as JSON, that is the answer. */
export function sendResult(
  yoga: Pick<Yoga, 'fetchAPI'> & { readonly maskError: MaskError },
  { attempt, shared, mediaType, response }: Sending,
): void | Promise<void> {
  const { result, context } = attempt;
  let answer: EncodedHead | Response;
  try {
    answer = result.errors ? asResponse(result) : (shared?.head ?? encodeHead(result.data));
  } catch (error) {
    answer = asResponse(unwritableAnswer(error, context, yoga.maskError));
  }
  if (typeof answer !== 'string' && 'headers' in answer) return sendWhole(response, answer);
  return sendJson(response, mediaType, answer, result.extensions);

  function asResponse(failed: ExecutionResult): Response {
    const [type = mediaType] = mediaType.split(';');
    return processRegularResult(failed, yoga.fetchAPI, type);
  }
}

/** Sends what was made for fetch. */
async function sendWhole(response: ServerResponse, answer: Response): Promise<void> {
  const text = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
}

/** Sends an answer up to its extensions, and its extensions. */
export function sendJson(
  response: ServerResponse,
  mediaType: string,
  head: EncodedHead,
  extensions: unknown,
): void {
  const tail = `${JSON.stringify(extensions)}}`;
  if (typeof head === 'string') {
    const text = head + tail;
    const length = Buffer.byteLength(text);
    response.writeHead(200, { 'content-type': mediaType, 'content-length': length }).end(text);
    return;
  }
  const length = sizeOf(head) + Buffer.byteLength(tail);
  response.writeHead(200, { 'content-type': mediaType, 'content-length': length });
  // Node sends all of them in one go, and the bytes, which are many and may be cached, are not copied.
  for (const piece of head) response.write(piece);
  response.end(tail);
}
