import { ReceivedBytes } from '../received-bytes.ts';

const NEWLINE = 0x0a;

export interface LineListener {
  /** A line without its line feed. */
  readonly onLine: (line: Buffer) => void;
  /** Called once per line that is too long, as soon as it exceeds the limit. */
  readonly onTooLong: () => void;
}

/**
 * Splits a stream of bytes into lines. A line that is too long is not buffered: the rest of it is
 * skipped as it arrives.
 */
export class LineReader {
  readonly #maxBytes: number;
  readonly #listener: LineListener;
  readonly #received = new ReceivedBytes();
  #skipping = false;

  constructor(maxBytes: number, listener: LineListener) {
    this.#maxBytes = maxBytes;
    this.#listener = listener;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      this.#add(chunk.subarray(from, at));
      this.end();
      from = at + 1;
    }
    this.#add(chunk.subarray(from));
  }

  /** Completes the current line, at a line feed or at the end of the stream. */
  end(): void {
    const line = this.#skipping ? undefined : this.#received.concat();
    this.#received.clear();
    this.#skipping = false;
    if (line && line.length > 0) this.#listener.onLine(line);
  }

  #add(piece: Buffer): void {
    if (this.#skipping || piece.length === 0) return;
    this.#received.add(piece);
    if (this.#received.length <= this.#maxBytes) return;
    this.#received.clear();
    this.#skipping = true;
    this.#listener.onTooLong();
  }
}
