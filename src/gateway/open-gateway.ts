import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { createPublicUrl } from '../http/public-url.ts';
import { createForwardedReader } from '../http/forwarded.ts';
import type { ApiServer } from '../server/api-server.ts';
import type { Readiness } from '../server/readiness.ts';
import { watchLoad } from '../server/watch-load.ts';
import { createApis } from '../services/create-apis.ts';
import {
  withServices,
  type ServicesEnvironment,
  type ServicesOptions,
} from '../services/services.ts';
import { Exchanges } from './exchanges.ts';

/** A gateway whose services run. */
export interface OpenGateway {
  readonly server: ApiServer;
  readonly exchanges: Exchanges;
  readonly readiness: Pick<Readiness, 'check'>;
  readonly log: Logger;
  /** Stops the services, after requests in progress have had `shutdownTimeoutMs` to finish. */
  close(): Promise<void>;
}

export interface OpenOptions extends ServicesEnvironment, ServicesOptions {
  /** The address below which a request has reached the gateway; undefined for one whose address is not known. */
  readonly addressOf: (request: IncomingMessage) => RequestAddress | undefined;
}

export interface RequestAddress {
  /** The origin of a request of the Fetch API, whose connection says nothing of it. */
  readonly origin?: string | undefined;
  /** The path below which the gateway is mounted, without a slash at its end; '' at the root. */
  readonly prefix: string;
}

/** Time for the responses of aborted requests. */
const LAST_ANSWERS_MS = 500;

/**
 * Starts the services of a gateway and keeps them until it is closed.
 * @throws ConfigError, ListenError
 */
export async function openGateway({ addressOf, ...options }: OpenOptions): Promise<OpenGateway> {
  const opened = Promise.withResolvers<Omit<OpenGateway, 'close'>>();
  const closing = Promise.withResolvers<void>();
  const ended = withServices(
    options,
    async (services) => {
      const { config, log, load, cutCalls } = services;
      const fromRequest = createPublicUrl(undefined, createForwardedReader(config.trustedProxies));
      const apis = createApis(services, (request) => {
        const { origin = fromRequest(request), prefix = '' } = addressOf(request) ?? {};
        return config.publicUrl ?? `${origin}${prefix}`;
      });
      const endWatch = watchLoad(load.limit, log);
      const exchanges = new Exchanges();
      opened.resolve({ server: apis.server, exchanges, readiness: apis.readiness, log });
      await closing.promise;
      apis.stop();
      apis.server.close();
      if (!(await exchanges.finished(config.shutdownTimeoutMs))) {
        log.warn(
          { requests: exchanges.size },
          'requests were aborted: they did not finish in time during shutdown',
        );
        cutCalls();
        await exchanges.finished(LAST_ANSWERS_MS);
        exchanges.destroy();
      }
      endWatch();
      await apis.close();
    },
    options,
  );
  ended.catch(opened.reject);
  return {
    ...(await opened.promise),
    close() {
      closing.resolve();
      return ended;
    },
  };
}
