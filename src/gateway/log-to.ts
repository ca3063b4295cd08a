import type { DestinationStream } from 'pino';
import type { GatewayLogger } from './gateway.ts';

type Level = keyof GatewayLogger;

/**
 * A destination of the log that passes each line on to the application's logger. The lines are finished, so that
 * keys and tokens have been removed from them.
 */
export function logTo(logger: GatewayLogger | undefined): DestinationStream {
  if (!logger) return { write: () => undefined };
  return {
    write(line) {
      const {
        level,
        time: _,
        msg,
        ...details
      } = JSON.parse(line) as {
        readonly level: Level;
        readonly time: string;
        readonly msg?: string;
      };
      logger[level](details, msg ?? '');
    },
  };
}
