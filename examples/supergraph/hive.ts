import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { addressOf } from './deployments.ts';

export interface Gateway {
  readonly url: string;
  stop(): Promise<void>;
}

/** Hive Gateway over a supergraph; the caller's PostHog key goes on to the subgraphs. */
export async function startHive(supergraph: string, port: number): Promise<Gateway> {
  const gateway = createGatewayRuntime({
    supergraph,
    logging: 'warn',
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => {
        const authorization = request.headers.get('authorization');
        return authorization === null ? {} : { authorization };
      },
    },
  });
  const server: Server = createServer(gateway).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${addressOf(server)}/graphql`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await gateway[Symbol.asyncDispose]();
    },
  };
}
