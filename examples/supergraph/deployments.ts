import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';

export const deploymentsSdl = readFileSync(new URL('deployments.graphql', import.meta.url), 'utf8');

/** What a CI pipeline knows of a release: it has read the flag's key in the code. */
export interface Release {
  readonly service: string;
  readonly commit: string;
  readonly flagKey: string;
}

interface Deployment extends Release {
  readonly id: string;
  readonly projectId: string;
}

/** Releases that ask for flags of the sandbox, newest first. */
export const releases: readonly Release[] = [
  { service: 'shop-web', commit: '9f1c2ab', flagKey: 'one-page-checkout' },
  { service: 'accounts', commit: '77d0e13', flagKey: 'signup-passkeys' },
  { service: 'search', commit: '0b52c9e', flagKey: 'search-ranking-v3' },
  { service: 'shop-web', commit: '5aa81f0', flagKey: 'pricing-annual-first' },
  { service: 'inbox', commit: 'c3e7714', flagKey: 'notification-digest' },
];

/** Starts the subgraph of deployments; 0 takes any free port. Resolves to its address. */
export async function startDeployments(
  port: number,
  rows: readonly Release[] = releases,
): Promise<{ readonly url: string; readonly server: Server }> {
  const all = rows.map((row, at): Deployment => ({ id: String(at + 1), projectId: '1', ...row }));
  const ofFlag = (key: string) => all.filter(({ flagKey }) => flagKey === key);
  const yoga = createYoga({
    logging: false,
    schema: buildSubgraphSchema({
      typeDefs: parse(deploymentsSdl),
      resolvers: {
        Query: {
          deployments: (_root: unknown, { first }: { first?: number | null }) =>
            all.slice(0, first ?? 20),
        },
        Deployment: {
          __resolveReference: ({ id }: { id: string }) => all.find((one) => one.id === id) ?? null,
          flag: ({ projectId, flagKey }: Deployment) => ({ projectId, key: flagKey }),
          experiment: ({ projectId, flagKey }: Deployment) => ({
            projectId,
            featureFlagKey: flagKey,
          }),
        },
        FeatureFlag: { deployments: ({ key }: { key: string }) => ofFlag(key) },
        Experiment: {
          deployments: ({ featureFlagKey }: { featureFlagKey: string }) => ofFlag(featureFlagKey),
        },
      },
    }),
  });
  const server = createServer(yoga).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { url: `${addressOf(server)}/graphql`, server };
}

/** `http://127.0.0.1:PORT` of a listening server. */
export function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
