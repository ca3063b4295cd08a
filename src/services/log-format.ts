import type { DestinationStream } from 'pino';
import type { Config, Environment } from '../config/config.ts';

/** Where the log is written, and whether that is a terminal. */
export interface LogOutput {
  readonly logDestination: DestinationStream;
  /** False when left out. */
  readonly logIsTerminal?: boolean | undefined;
}

/** The destination of a log in the configured form. */
export async function formatted(
  { logDestination, logIsTerminal = false }: LogOutput,
  format: Config['logFormat'],
  { NO_COLOR: noColor }: Environment,
): Promise<DestinationStream> {
  const isPretty = format === 'pretty' || (format === 'auto' && logIsTerminal);
  if (!isPretty) return logDestination;
  // Imported only when needed: servers log JSON.
  const { prettyDestination } = await import('../log/pretty.ts');
  return prettyDestination(logDestination, logIsTerminal && !noColor);
}
