import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { isAsyncIterable } from 'graphql-yoga';
import { becomesStream } from '../../../http/load-limit.ts';
import { dropResult } from '../delivery/drop-result.ts';
import { MAX_BUFFERED_BYTES, MAX_OPERATIONS_PER_CONNECTION } from './connections.ts';
import type { OperationAnswer } from './run-operation.ts';

/** Why an operation was not started. */
export type NotStarted = 'exists' | 'too many' | 'stopping';

/** One response that carries the results of several operations as Server-Sent Events, each with the operation's id. */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #operations = new Map<string, AbortController>();
  readonly #pings: NodeJS.Timeout;
  #isStopping = false;

  /**
   * @param pingMs milliseconds between two comments that keep the connection open
   * @param closed called once, when the response has ended or the client has left
   */
  constructor(response: ServerResponse, pingMs: number, closed: () => void) {
    this.#response = response;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
    becomesStream(response);
    response.write(':\n\n');
    this.#pings = setInterval(() => {
      if (!response.writableNeedDrain) response.write(':\n\n');
    }, pingMs);
    response.once('close', () => {
      clearInterval(this.#pings);
      for (const operation of this.#operations.values()) operation.abort();
      closed();
    });
  }

  /**
   * Starts an operation and sends what it comes to.
   * @param run runs it until the signal aborts
   * @returns why it was not started; undefined when it was
   */
  start(
    id: string,
    run: (signal: AbortSignal) => Promise<OperationAnswer>,
  ): NotStarted | undefined {
    if (this.#isStopping) return 'stopping';
    if (this.#operations.has(id)) return 'exists';
    if (this.#operations.size >= MAX_OPERATIONS_PER_CONNECTION) return 'too many';
    const operation = new AbortController();
    this.#operations.set(id, operation);
    void this.#send(id, operation, run);
    return undefined;
  }

  /** Ends an operation; its events stop. */
  complete(id: string): void {
    this.#operations.get(id)?.abort();
    this.#operations.delete(id);
    this.#endWhenIdle();
  }

  /** Ends the stream when its operations are complete. */
  stop(): void {
    this.#isStopping = true;
    this.#endWhenIdle();
  }

  async #send(
    id: string,
    operation: AbortController,
    run: (signal: AbortSignal) => Promise<OperationAnswer>,
  ): Promise<void> {
    const { signal } = operation;
    const { result, write } = await run(signal);
    const isWanted = () => this.#operations.get(id) === operation && !signal.aborted;
    const next = (part: object) =>
      this.#write('next', `{"id":${JSON.stringify(id)},"payload":${write(part)}}`, signal);
    if (!isAsyncIterable(result)) {
      if (isWanted()) await next(result);
    } else if (isWanted()) {
      for await (const part of result) {
        if (!isWanted()) break;
        await next(part);
      }
    } else {
      dropResult(result);
    }
    if (!isWanted()) return;
    await this.#write('complete', JSON.stringify({ id }), signal);
    if (this.#operations.get(id) === operation) this.#operations.delete(id);
    this.#endWhenIdle();
  }

  /** Resolves when the client has read enough for more. */
  async #write(event: string, data: string, signal: AbortSignal): Promise<void> {
    if (this.#response.write(`event: ${event}\ndata: ${data}\n\n`)) return;
    // Operations that were ended while they waited here may be followed by others, again and again.
    if (this.#response.writableLength > MAX_BUFFERED_BYTES) this.#response.destroy();
    await once(this.#response, 'drain', { signal }).catch(() => undefined);
  }

  #endWhenIdle(): void {
    if (!this.#isStopping || this.#operations.size > 0) return;
    clearInterval(this.#pings);
    this.#response.end();
  }
}
