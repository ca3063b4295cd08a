import type { DestinationStream } from 'pino';
import { prettyFactory } from 'pino-pretty';

/**
 * Turns the lines of a log into text for people, after keys were removed from them.
 * @param colorize whether the text has the colour codes of terminals
 */
export function prettyDestination(
  destination: DestinationStream,
  colorize: boolean,
): DestinationStream {
  const format = prettyFactory({ colorize, singleLine: true, translateTime: 'SYS:HH:MM:ss.l' });
  return {
    write(line) {
      const text: unknown = format(line);
      destination.write(typeof text === 'string' ? text : line);
    },
  };
}
