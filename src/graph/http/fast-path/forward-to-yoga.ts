import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { recordOf } from '../../../instrumentation/request-record.ts';
import type { Operation } from '../../../instrumentation/operation.ts';
import type { NotExecuted } from './attempt.ts';
import type { Yoga } from './context.ts';

/** A request whose body was read, and where its answer goes. */
export interface ReadRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  readonly arrivedAt: number;
  /** The operation, if it has been begun. */
  readonly operation?: Operation | undefined;
}

/**
 * Has Yoga answer a request whose body was already read.
 * @param _proof that nothing of it was executed: it is processed from its beginning
 */
export async function forwardToYoga(
  yoga: Yoga,
  _proof: NotExecuted,
  { body, request, ...rest }: ReadRequest,
): Promise<void> {
  // Yoga takes `body` instead of the stream, as frameworks leave it that have read it.
  const read = Object.assign(request, { body: Readable.from([Buffer.from(body)]) });
  await answerByYoga(yoga, { request: read, ...rest });
}

/**
 * Has Yoga answer a request. Yoga turns the timeout of the connection off, by which the server closes one whose peer does
 * not read: a subscriber that never reads would keep its events in memory for ever.
 */
export async function answerByYoga(
  yoga: Yoga,
  { request, response, arrivedAt, operation }: Omit<ReadRequest, 'body'>,
): Promise<void> {
  const { socket } = request;
  const { timeout = 0 } = socket;
  // Yoga begins in a microtask.
  setImmediate(() => {
    if (!response.writableEnded) socket.setTimeout(timeout);
  });
  await yoga(request, response, { arrivedAt, operation, parent: recordOf(request) });
}
