import { readFileSync } from 'node:fs';
import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { deploymentsSdl } from './deployments.ts';

const experimentsSdl = readFileSync(
  new URL('../../schema/subgraph.graphql', import.meta.url),
  'utf8',
);

export interface Addresses {
  readonly experiments: string;
  readonly deployments: string;
}

/** The subgraphs as composers and gateways take them. */
export function subgraphs({ experiments, deployments }: Addresses) {
  return [
    { name: 'experiments', url: experiments, typeDefs: parse(experimentsSdl) },
    { name: 'deployments', url: deployments, typeDefs: parse(deploymentsSdl) },
  ];
}

/** The supergraph of both, in SDL. @throws Error with what does not fit together */
export function composeSupergraph(addresses: Addresses): string {
  const result = composeServices(subgraphs(addresses));
  assertCompositionSuccess(result);
  return result.supergraphSdl;
}

if (import.meta.main) {
  process.stdout.write(
    composeSupergraph({
      experiments: 'http://127.0.0.1:4000/graphql',
      deployments: 'http://127.0.0.1:4101/graphql',
    }),
  );
}
