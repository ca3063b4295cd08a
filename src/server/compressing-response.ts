import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { acceptedEncodings } from '../http/accepted-types.ts';
import { codings, compress, compressOnce, type Coding } from '../http/compress.ts';
import { ApiResponse, isPlain, type GivenHeaders } from './api-response.ts';

/** An answer that fits into one packet arrives no sooner for being smaller. */
const MIN_BYTES = 1_400;
/** Answers that are compressed at the same time. More of them are sent as they are, so that none waits for its turn. */
const MAX_AT_ONCE = 32;

/** Types that get smaller. Not streams of events or parts, each of which must be sent when it is written. */
const COMPRESSIBLE =
  /^(?:text\/(?!event-stream)|(?:application|image)\/(?:[\w.-]+\+)?(?:json|javascript|xml)\b)/i;

let compressing = 0;

type Callback = (error?: Error | null) => void;
type Text = string | Uint8Array;

/**
 * A response that compresses large bodies in the coding that its client likes best. Code that writes an answer does not
 * notice: what it writes is held until it ends, then compressed and sent with the right headers.
 */
export class CompressingResponse extends ApiResponse {
  /** Best first; empty for a client that accepts nothing of what is offered. */
  readonly #accepted: Accepted;
  /** What was written of an answer that may be compressed; undefined for one that is sent as it is written. */
  #held: Buffer[] | undefined;
  #isDecided = false;

  constructor(...parameters: ConstructorParameters<typeof ServerResponse<IncomingMessage>>) {
    super(...parameters);
    const [{ headers }] = parameters;
    this.#accepted = negotiated(headers['accept-encoding']);
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    const [given = {}] = rest as [(GivenHeaders | string)?];
    if (isPlain(given) && this.#isSentAsItIs(status, given)) {
      this.#isDecided = true;
      return super.writeHead(status, { ...given, vary: 'accept-encoding' });
    }
    const reason = typeof rest[0] === 'string' ? rest[0] : undefined;
    if (reason !== undefined) this.statusMessage = reason;
    this.statusCode = status;
    setAll(this, (reason === undefined ? rest[0] : rest[1]) as GivenHeaders | undefined);
    this.#decide();
    if (this.#held) return this;
    return reason === undefined ? super.writeHead(status) : super.writeHead(status, reason);
  }

  override write(chunk: Text, ...rest: unknown[]): boolean {
    this.#decide();
    if (!this.#held)
      return (super.write as (...all: unknown[]) => boolean).call(this, chunk, ...rest);
    this.#held.push(bytesOf(chunk, rest[0]));
    const written = rest.at(-1);
    if (typeof written === 'function') queueMicrotask(written as Callback);
    return true;
  }

  override end(...parameters: unknown[]): this {
    this.#decide();
    const held = this.#held;
    if (!held) return (super.end as (...all: unknown[]) => this).apply(this, parameters);
    const [chunk, encoding] = parameters;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array)
      held.push(bytesOf(chunk, encoding));
    // For code that must not answer twice, the answer is complete now.
    Object.defineProperty(this, 'writableEnded', { value: true });
    const body = held.length === 1 ? held[0]! : Buffer.concat(held);
    void this.#send(
      body,
      parameters.find((one) => typeof one === 'function') as Callback | undefined,
    );
    return this;
  }

  override flushHeaders(): void {
    // Whoever asks for this wants the head to be sent before the body is known.
    this.#isDecided = true;
    super.flushHeaders();
  }

  /** True for an answer that could be compressed if its client accepted that, and for which nothing else was set. */
  #isSentAsItIs(status: number, given: OutgoingHttpHeaders): boolean {
    return (
      this.#accepted[0] === 'identity' &&
      !this.#isDecided &&
      status === 200 &&
      COMPRESSIBLE.test(String(given['content-type'])) &&
      given['content-encoding'] === undefined &&
      given['cache-control'] === undefined &&
      given.vary === undefined &&
      this.isBare
    );
  }

  /** Decides once, when the head of the answer is known, whether its body is held. */
  #decide(): void {
    if (this.#isDecided || this.headersSent) return;
    this.#isDecided = true;
    if (!this.#isNegotiable()) return;
    const vary = [this.getHeader('vary') ?? [], 'accept-encoding'].flat();
    this.setHeader('vary', vary.join(', '));
    const [best = 'identity'] = this.#accepted;
    if (best === 'identity') return;
    if (this.statusCode === 304) {
      this.#weakenEtag();
      return;
    }
    this.#held = [];
    // For code that must not begin another answer, this one has begun.
    Object.defineProperty(this, 'headersSent', { value: true });
  }

  /** False for answers without a body, in a coding already, that may not be changed, or that are sent part by part. */
  #isNegotiable(): boolean {
    const header = (name: string) => String(this.getHeader(name) ?? '').toLowerCase();
    if (header('content-encoding') !== '' || header('vary').includes('accept-encoding'))
      return false;
    if (this.statusCode === 304) return true;
    return (
      this.statusCode !== 204 &&
      !header('cache-control').includes('no-transform') &&
      COMPRESSIBLE.test(header('content-type'))
    );
  }

  /**
   * The tag of an answer is that of its uncompressed bytes. A weak one says that the answer is the same without saying that
   * the bytes are (RFC 9110, 8.8.3.3).
   */
  #weakenEtag(): void {
    const etag = this.getHeader('etag');
    if (typeof etag === 'string' && !etag.startsWith('W/')) this.setHeader('etag', `W/${etag}`);
  }

  async #send(body: Buffer, sent: Callback | undefined): Promise<void> {
    const compressed = await this.#compressed(body);
    if (this.destroyed) return;
    if (compressed) {
      this.setHeader('content-encoding', compressed.coding);
      this.setHeader('content-length', compressed.bytes.length);
      this.#weakenEtag();
    }
    this.#held = undefined;
    super.end(compressed?.bytes ?? body, sent);
  }

  async #compressed(body: Buffer): Promise<{ coding: Coding; bytes: Buffer } | undefined> {
    const [coding = 'identity'] = this.#accepted;
    const isWorthIt = body.length >= MIN_BYTES || !this.#accepted.includes('identity');
    if (coding === 'identity' || body.length === 0 || !isWorthIt) return undefined;
    if (compressing >= MAX_AT_ONCE) return undefined;
    compressing += 1;
    try {
      const isFile = String(this.getHeader('cache-control')).startsWith('public');
      return { coding, bytes: await (isFile ? compressOnce : compress)(body, coding) };
    } catch {
      // The answer is right without it.
      return undefined;
    } finally {
      compressing -= 1;
    }
  }
}

type Accepted = readonly (Coding | 'identity')[];

// Programs that call often send the same header each time, and reading it takes longer than the rest of the decision.
let last: { readonly header: string; readonly accepted: Accepted } | undefined;

/** The codings that a client accepts, best first. */
function negotiated(header: string | undefined): Accepted {
  if (header === undefined) return UNCOMPRESSED;
  if (header !== last?.header)
    last = { header, accepted: acceptedEncodings(header, [...codings, 'identity']) };
  return last.accepted;
}

/** Without a header, an answer is sent as it is. */
const UNCOMPRESSED: Accepted = ['identity'];

/** Sets the headers of `writeHead` one by one. */
function setAll(response: ServerResponse, headers: GivenHeaders = {}): void {
  const entries = Array.isArray(headers)
    ? headers.flatMap((name: string, at) => (at % 2 === 0 ? [[name, headers[at + 1]]] : []))
    : Object.entries(headers);
  for (const [name, value] of entries as [string, string | undefined][]) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

function bytesOf(chunk: Text, encoding: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  return typeof chunk === 'string'
    ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
