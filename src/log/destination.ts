import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';
import { createLog } from './log.ts';

/** Bytes of lines that may wait for their reader; lines beyond that are dropped and counted. */
export const MAX_WAITING_BYTES = 4_000_000;

export interface LogDestination extends DestinationStream {
  /**
   * Waits until the reader has taken every line.
   * @returns false when that took longer than `ms`
   */
  flushed(ms: number): Promise<boolean>;
}

/**
 * Writes log lines without ever making the process wait for their reader: one that does not read costs
 * lines, whose number is logged once it reads again, and one that went away costs them all.
 *
 * It stands on Node's streams and not on pino's destination, which asks a full pipe again only every 100 ms,
 * less than a busy server writes, and at exit tries for ever.
 * @param open gives the stream to write to, and another one in its place when it has failed
 */
export function openLogDestination(open: () => Writable): LogDestination {
  let dropped = 0;
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
    if (dropped === 0) return;
    const lines = dropped;
    dropped = 0;
    own.warn({ lines }, 'log lines were dropped because nothing read them in time');
  };
  let current = attach();
  return { write, flushed: (ms) => flushed(current, ms) };
}

/**
 * Waits until a stream has handed on everything it was given.
 * @returns false when that took longer than `ms`; true as well when its reader has gone
 */
export function flushed(stream: Writable, ms: number): Promise<boolean> {
  if (stream.writableLength === 0) return Promise.resolve(true);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, ms, false);
  // Called back in its turn, after all that waits.
  stream.write('', () => {
    clearTimeout(timer);
    resolve(true);
  });
  return promise;
}
