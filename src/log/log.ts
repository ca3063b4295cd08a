import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/config.ts';
import { redact } from '../posthog/keys/redact.ts';

export interface LogOptions {
  readonly level: LogLevel;
  /** Secrets without a recognisable format, such as the gateway token. */
  readonly secrets: readonly (string | undefined)[];
  readonly destination: DestinationStream;
}

/**
 * Creates a log of JSON lines. Keys are redacted from the finished line rather than by path, because a library's
 * error may contain one anywhere.
 */
export function createLog({ level, secrets, destination }: LogOptions): Logger {
  const known = secrets.filter((secret) => secret !== undefined);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: (line) => known.reduce((text, secret) => redact(text, secret), redact(line)),
      },
    },
    destination,
  );
}
