import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/config.ts';
import { redact } from '../posthog/keys/redact.ts';

export interface LogOptions {
  readonly level: LogLevel;
  /** Secrets that have no recognisable form, such as the gateway token. */
  readonly secrets: readonly (string | undefined)[];
  readonly destination: DestinationStream;
}

/**
 * JSON lines. Keys are taken out of the finished line, wherever in it they stand: an error of a
 * library may carry one in a place no list of paths foresees.
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
