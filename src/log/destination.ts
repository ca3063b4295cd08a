import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';
import { createLog } from './log.ts';

/** Maximum bytes of buffered lines; further lines are dropped and counted. */
export const MAX_WAITING_BYTES = 4_000_000;

export interface LogDestination extends DestinationStream {
  /**
   * Waits until the reader has received every line.
   * @returns false when that takes longer than `ms`
   */
  flushed(ms: number): Promise<boolean>;
  /** Number of lines dropped since the start. */
  readonly dropped: number;
}

/**
 * Writes log lines without ever blocking the process. When the reader does not read, lines are dropped, and their
 * number is logged once it reads again; when the reader is closed, all further lines are dropped.
 *
 * Uses Node's streams rather than pino's destination, which retries a full pipe only every 100 ms, too slow for a
 * busy server, and retries forever at exit.
 * @param open opens the stream to write to, and a replacement when it has failed
 */
export function openLogDestination(open: () => Writable): LogDestination {
  let dropped = 0;
  let reported = 0;
  const attached = new WeakSet<Writable>();
  const attach = (): Writable => {
    const stream = open();
    if (attached.has(stream)) return stream;
    attached.add(stream);
    return stream.on('drain', tellDropped).on('error', () => {
      current = attach();
    });
  };
  const write = (line: string) => {
    if (current.writableLength + line.length > MAX_WAITING_BYTES) dropped += 1;
    else current.write(line);
  };
  const own = createLog({ level: 'warn', secrets: [], destination: { write } });
  const tellDropped = () => {
    const lines = dropped - reported;
    if (lines === 0) return;
    reported = dropped;
    own.warn({ lines }, 'log lines were dropped because nothing read them in time');
  };
  let current = attach();
  return {
    write,
    flushed: (ms) => flushed(current, ms),
    get dropped() {
      return dropped;
    },
  };
}

/**
 * Waits until a stream has passed on everything written to it.
 * @returns false when that takes longer than `ms`; also true when its reader has closed it
 */
export function flushed(stream: Writable, ms: number): Promise<boolean> {
  if (stream.writableLength === 0) return Promise.resolve(true);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, false);
  // The callback runs after all earlier writes.
  stream.write('', () => {
    clearTimeout(timer);
    resolve(true);
  });
  return promise;
}
