import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/config.ts';
import { redact } from '../posthog/keys/redact.ts';

export interface LogOptions {
  readonly level: LogLevel;
  /** Secrets without a recognisable format, such as the gateway token. Those that are added later count as well. */
  readonly secrets: Iterable<string>;
  readonly destination: DestinationStream;
  /** The number of this process among several workers, which every line then has. */
  readonly worker?: number | undefined;
}

/**
 * Creates a log of JSON lines. Keys are redacted from the finished line rather than by path, because a library's
 * error may contain one anywhere.
 */
export function createLog({ level, secrets, destination, worker }: LogOptions): Logger {
  return pino(
    {
      level,
      base: worker === undefined ? null : { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite(line) {
          let text = redact(line);
          for (const secret of secrets) text = redact(text, secret);
          return text;
        },
      },
    },
    destination,
  );
}
