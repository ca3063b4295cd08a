import { constants, open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { DestinationStream } from 'pino';
import { MAX_WAITING_BYTES } from '../log/destination.ts';

/** Pause before a file that failed is opened again. */
const RETRY_MS = 1_000;
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;
/** For its owner alone: the lines say who changed what. */
const MODE = 0o600;
const NEWLINE = 10;

/** What happens to an audit log, for the log of the process. */
export interface AuditFileEvents {
  /** Lines cannot be written, for the first time since they could be. */
  readonly onFailure: (error: unknown) => void;
  /** Lines can be written again; so many were lost because the queue was full. */
  readonly onRecovery: (lost: number) => void;
}

/**
 * Appends lines to a file without ever making their writer wait. Lines wait in a bounded queue while the disk is slow or
 * full, and are lost when it is full; the file is opened again each second until it can be written. A file that was renamed,
 * as log rotation does it, or deleted, is replaced by a new one before the next line.
 */
export class AuditFile implements DestinationStream {
  readonly #path: string;
  readonly #events: AuditFileEvents;
  #handle: FileHandle | undefined;
  #queue: string[] = [];
  #bytes = 0;
  #lost = 0;
  #hasFailed = false;
  /** True when the last line in the file may lack its end. */
  #isCut = false;
  #work: Promise<void> | undefined;
  readonly #closing = new AbortController();

  private constructor(path: string, handle: FileHandle, events: AuditFileEvents) {
    this.#path = path;
    this.#handle = handle;
    this.#events = events;
  }

  /** @throws the error of the file system when the file cannot be opened for appending */
  static async open(path: string, events: AuditFileEvents): Promise<AuditFile> {
    return new AuditFile(path, await open(path, APPEND, MODE), events);
  }

  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.#bytes + bytes > MAX_WAITING_BYTES) {
      this.#lost += 1;
      return;
    }
    this.#queue.push(line);
    this.#bytes += bytes;
    this.#work ??= this.#writeQueue().finally(() => {
      this.#work = undefined;
    });
  }

  /** Writes what waits, at most for `ms`, and closes the file. */
  async close(ms: number): Promise<void> {
    await Promise.race([this.#work, wait(ms, undefined, { ref: false })]);
    this.#closing.abort();
    await this.#work;
    await this.#handle?.close();
  }

  async #writeQueue(): Promise<void> {
    while (this.#queue.length > 0 && !this.#closing.signal.aborted) {
      try {
        await this.#writeLines();
      } catch (error) {
        await this.#failed(error);
      }
    }
  }

  async #writeLines(): Promise<void> {
    const handle = await this.#current();
    const lines = this.#queue.splice(0);
    const start = this.#isCut ? '\n' : '';
    const text = Buffer.from(start + lines.join(''));
    let written = 0;
    try {
      while (written < text.length) {
        const { bytesWritten } = await handle.write(text, written);
        written += bytesWritten;
      }
    } finally {
      // A line of which only a part was written is written again, on a line of its own.
      const ended = text.subarray(start.length, written);
      const complete = ended.toString().split('\n').length - 1;
      this.#isCut = written > 0 ? text[written - 1] !== NEWLINE : this.#isCut;
      this.#queue.unshift(...lines.slice(complete));
      for (const line of lines.slice(0, complete)) this.#bytes -= Buffer.byteLength(line);
    }
    this.#recovered();
  }

  /** The file at the path: another one when the open one was renamed or deleted. */
  async #current(): Promise<FileHandle> {
    if (this.#handle) {
      const [own, atPath] = await Promise.all([
        this.#handle.stat(),
        stat(this.#path).catch(() => undefined),
      ]);
      if (own.ino === atPath?.ino && own.dev === atPath.dev) return this.#handle;
      await this.#release();
      this.#isCut = false;
    }
    return (this.#handle = await open(this.#path, APPEND, MODE));
  }

  async #release(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => undefined);
  }

  async #failed(reason: unknown): Promise<void> {
    await this.#release();
    if (!this.#hasFailed) this.#events.onFailure(reason);
    this.#hasFailed = true;
    await wait(RETRY_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #recovered(): void {
    if (!this.#hasFailed && this.#lost === 0) return;
    const lost = this.#lost;
    this.#lost = 0;
    this.#hasFailed = false;
    this.#events.onRecovery(lost);
  }
}
