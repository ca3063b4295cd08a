import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { OperationTypeNode, print } from 'graphql';
import { createClient } from 'graphql-sse';
import { possibleTypes, typePolicies } from '../../packages/client/src/apollo.ts';

/** Subscriptions by GraphQL over SSE, one request each. */
class SseLink extends ApolloLink {
  readonly #client: ReturnType<typeof createClient>;

  constructor(url: string) {
    super();
    this.#client = createClient({ url });
  }

  override request({ query, variables, operationName }: ApolloLink.Operation) {
    return new Observable<ApolloLink.Result>((observer) =>
      this.#client.subscribe<ApolloLink.Result['data'], ApolloLink.Result['extensions']>(
        { query: print(query), variables, ...(operationName && { operationName }) },
        {
          next: (result) => observer.next(result as ApolloLink.Result),
          error: (error) => observer.error(error),
          complete: () => observer.complete(),
        },
      ),
    );
  }
}

export interface ApolloUser {
  readonly client: ApolloClient;
  /** Names of the operations that were sent, oldest first. */
  readonly sent: readonly string[];
}

/** Creates a front end's Apollo Client with the published policies, for a server at `url`. */
export function apolloUser(url: string): ApolloUser {
  const sent: string[] = [];
  const noted = new ApolloLink((operation, forward) => {
    sent.push(operation.operationName ?? '');
    return forward(operation);
  });
  const client = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
    incrementalHandler: new Defer20220824Handler(),
    link: noted.concat(
      ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new SseLink(`${url}/graphql`),
        new HttpLink({ uri: `${url}/graphql` }),
      ),
    ),
  });
  return { client, sent };
}
