import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { OperationTypeNode } from 'graphql';
import { SetContextLink } from '@apollo/client/link/context';
import { credentialHeaders } from '../access/credentials.ts';
import { refusalLink } from '../access/let-in.ts';
import { possibleTypes, typePolicies } from '@posthog-experiments-graph/client/apollo';
import { costLink } from './cost.ts';
import { projectTransform } from './project.ts';
import { SseLink } from './sse-link.ts';

const url = `${import.meta.env.BASE_URL}graphql`;

export const client = new ApolloClient({
  cache: new InMemoryCache({ possibleTypes, typePolicies }),
  documentTransform: projectTransform,
  link: ApolloLink.from([
    costLink,
    refusalLink,
    ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new SseLink(url),
      new SetContextLink(({ headers }) => ({
        headers: { ...headers, ...credentialHeaders() },
      })).concat(new HttpLink({ uri: url })),
    ),
  ]),
  incrementalHandler: new Defer20220824Handler(),
});
