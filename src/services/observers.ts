import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { Instrumentation } from '../instrumentation/instrumentation.ts';
import type { Observer } from '../instrumentation/observer.ts';
import { RequestLog } from '../log/request-log.ts';
import { UpstreamFailureLog } from '../log/upstream-failures.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { version } from '../version.ts';

/** What observes a server. */
export interface Observers {
  readonly instrumentation: Instrumentation;
  /** Delivers what is left to deliver. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Starts what a server is observed by: its log, as far as its level needs that, and traces.
 * @param others observers that were started before
 */
export async function startObservers(
  { traces }: Pick<Config, 'traces'>,
  log: Logger,
  posthogUrl: string,
  others: readonly Observer[] = [],
): Promise<Observers> {
  const tracing = traces && (await traceTo(traces, log, posthogUrl));
  const observers: Observer[] = [
    ...(log.isLevelEnabled('info') ? [new RequestLog(log)] : []),
    ...(log.isLevelEnabled('warn') ? [new UpstreamFailureLog(log)] : []),
    ...(tracing ? [tracing.observer] : []),
    ...others,
  ];
  return {
    instrumentation: new Instrumentation(observers, (error) => {
      log.error({ err: error }, 'unexpected error in what observes requests');
    }),
    async stop() {
      await tracing?.stop();
    },
  };
}

async function traceTo(
  traces: NonNullable<Config['traces']>,
  log: Logger,
  posthogUrl: string,
): Promise<Tracing> {
  // Imported only when needed: the SDK would be loaded for nothing.
  const { startTracing } = await import('../telemetry/tracing.ts');
  const onDelivery = (reason: string | undefined) => {
    if (reason === undefined) log.info('traces can be delivered again');
    else log.warn({ reason }, 'traces cannot be delivered: the collector does not accept them');
  };
  return startTracing(traces, { version, posthogUrl, onDelivery });
}
