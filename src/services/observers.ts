import type { Logger } from 'pino';
import { Instrumentation } from '../instrumentation/instrumentation.ts';
import type { Observer } from '../instrumentation/observer.ts';
import { RequestLog } from '../log/request-log.ts';
import { UpstreamFailureLog } from '../log/upstream-failures.ts';

/**
 * Creates the instrumentation of a server, with the observers that its log level needs.
 * @param others for other purposes than the log
 */
export function createInstrumentation(
  log: Logger,
  others: readonly Observer[] = [],
): Instrumentation {
  const observers = [
    ...(log.isLevelEnabled('info') ? [new RequestLog(log)] : []),
    ...(log.isLevelEnabled('warn') ? [new UpstreamFailureLog(log)] : []),
    ...others,
  ];
  return new Instrumentation(observers, (error) => {
    log.error({ err: error }, 'unexpected error in what observes requests');
  });
}
