import { isAsyncIterable, type processRegularResult } from 'graphql-yoga';
import type { Spec } from './formats.ts';

type Result = Parameters<typeof processRegularResult>[0];
type FetchAPI = Parameters<typeof processRegularResult>[1];

/** Writes a part of an answer as JSON. It never throws. */
export type WritePart = (part: object) => string;

const BOUNDARY = '\r\n--graphql';
const HEAD = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';

/**
 * Sends an answer as `multipart/mixed`, a part for each of its parts, as they are read. Each is followed by the
 * boundary of the next one at once, because clients read a part when they have seen where it ends. The media type says
 * which format the parts have; some clients choose by it how to read them.
 */
export const multipartProcessor =
  (spec: Spec, write: WritePart) =>
  (result: Result, { ReadableStream, Response, TextEncoder }: FetchAPI): Response => {
    const parts = partsOf(result);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(encoder.encode(BOUNDARY));
      },
      async pull(controller) {
        const { done, value } = await parts.next();
        const text = done ? '--\r\n' : HEAD + write(value) + BOUNDARY;
        controller.enqueue(encoder.encode(text));
        if (done) controller.close();
      },
      async cancel() {
        await parts.return?.();
      },
    });
    const type = `multipart/mixed;boundary="graphql";${spec}`;
    return new Response(body, {
      status: statusOf(result),
      headers: { 'content-type': type, 'cache-control': 'no-cache' },
    });
  };

function partsOf(result: Result): AsyncIterator<object> {
  if (isAsyncIterable(result)) return result[Symbol.asyncIterator]() as AsyncIterator<object>;
  return (async function* single() {
    yield result;
  })();
}

/** The status of a refusal; what was executed has 200. */
function statusOf(result: Result): number {
  if (isAsyncIterable(result) || Array.isArray(result) || 'data' in result) return 200;
  const statuses = result.errors?.map(({ extensions }) => extensions?.http?.status ?? 200) ?? [];
  return Math.max(200, ...statuses);
}
