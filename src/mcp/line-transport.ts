import type { Readable, Writable } from 'node:stream';
import {
  INVALID_REQUEST,
  serializeMessage,
  type JSONRPCMessage,
  type Transport,
} from '@modelcontextprotocol/server';
import { LineReader } from './line-reader.ts';
import { PendingRequests } from './pending-requests.ts';
import { readMessage, refusalOf } from './read-message.ts';

/** Maximum size of a message in bytes; a longer line is skipped and answered with an error. */
const MAX_LINE_BYTES = 10_000_000;
/** Maximum number of requests processed concurrently; further ones are not read until one is answered. */
const MAX_PENDING = 64;

/**
 * JSON-RPC with one message per line. Unlike the SDK's transport, it survives lines that are too long or
 * not a message, answers the requests it received before the input ended, and applies backpressure: it stops
 * reading while the client does not read its answers.
 */
export class LineTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  /** Resolves when the input has ended or the output was closed, so that nothing more will be received. */
  readonly over: Promise<void>;

  readonly #input: Readable;
  readonly #output: Writable;
  readonly #pending = new PendingRequests();
  readonly #lines: (Buffer | 'too long')[] = [];
  readonly #reader = new LineReader(MAX_LINE_BYTES, {
    onLine: (line) => this.#lines.push(line),
    onTooLong: () => this.#lines.push('too long'),
  });
  readonly #endReading: () => void;
  readonly #waiting = new Set<() => void>();
  #reading = true;
  #outputOpen = true;
  #closed = false;
  #undelivered = 0;

  constructor(input: Readable, output: Writable) {
    this.#input = input;
    this.#output = output;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.#endReading = resolve;
  }

  start(): Promise<void> {
    const ended = () => {
      this.#stopReading(true);
    };
    const lost = () => {
      this.#outputOpen = false;
      this.#stopReading(false);
    };
    this.#input
      .on('data', (chunk: Buffer) => {
        if (!this.#reading) return;
        this.#reader.push(chunk);
        this.#work();
      })
      .once('end', ended)
      .once('close', ended)
      .on('error', (error) => {
        this.onerror?.(error);
        ended();
      });
    this.#output
      .on('drain', () => {
        this.#work();
      })
      .once('close', lost)
      .on('error', (error) => {
        if (this.#outputOpen) this.onerror?.(error);
        lost();
      });
    if (this.#input.readableEnded || this.#input.destroyed) ended();
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    this.#pending.sent(message);
    return new Promise((resolve, reject) => {
      if (!this.#outputOpen) {
        if (!('method' in message)) this.#undelivered += 1;
        this.#work();
        reject(new Error('The output stream is closed.'));
        return;
      }
      this.#output.write(serializeMessage(message), (error) => {
        if (error) this.#undelivered += 1;
        if (error) reject(error);
        else resolve();
        this.#work();
      });
    });
  }

  /**
   * Stops reading, and waits until every received request is answered and the answers are written.
   * @param timeoutMs maximum wait in milliseconds
   * @returns number of messages left without an answer
   */
  async finish(timeoutMs: number): Promise<number> {
    this.#stopReading(false);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    const finished = new Promise<void>((done) => {
      this.#waiting.add(done);
      this.#work();
    });
    await Promise.race([finished, late]);
    clearTimeout(timer);
    return this.#lines.length + this.#pending.size + this.#undelivered + this.#unwritten();
  }

  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#stopReading(false);
      this.#lines.length = 0;
      this.#input.destroy();
      this.onclose?.();
    }
    return Promise.resolve();
  }

  /** @param complete true at the end of the input, where the last line may lack its line feed */
  #stopReading(complete: boolean): void {
    if (!this.#reading) return;
    if (complete) this.#reader.end();
    this.#reading = false;
    this.#endReading();
    this.#work();
  }

  /** Processes lines as far as the limits allow; called after every change of state. */
  #work(): void {
    while (this.#lines.length > 0 && this.#mayTakeUp()) this.#takeUp(this.#lines.shift());
    // Beyond the limits the input stays in the pipe: the client's writes block, and no data accumulates here.
    if (this.#lines.length > 0) this.#input.pause();
    else if (this.#reading) this.#input.resume();
    if (!this.#isFinished()) return;
    for (const done of this.#waiting) done();
    this.#waiting.clear();
  }

  #mayTakeUp(): boolean {
    if (!this.#outputOpen) return false;
    return this.#pending.size < MAX_PENDING && !this.#output.writableNeedDrain;
  }

  #takeUp(line: Buffer | 'too long' | undefined): void {
    if (line === undefined) return;
    const read =
      line === 'too long' ? { refusal: refusalOf(INVALID_REQUEST, TOO_LONG) } : readMessage(line);
    if (!read) return;
    if ('refusal' in read) {
      this.send(read.refusal).catch((error: unknown) => this.onerror?.(error as Error));
      return;
    }
    this.#pending.received(read.message);
    this.onmessage?.(read.message);
  }

  #isFinished(): boolean {
    if (this.#reading || this.#pending.size > 0) return false;
    return !this.#outputOpen || (this.#lines.length === 0 && this.#output.writableLength === 0);
  }

  /** Unread output counts as one message, since its messages cannot be distinguished. */
  #unwritten(): number {
    return this.#outputOpen && this.#output.writableLength > 0 ? 1 : 0;
  }
}

const TOO_LONG = `Invalid request: a message may have at most ${MAX_LINE_BYTES} bytes.`;
