import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import { createClient, type Client } from 'graphql-sse';

/** Subscriptions as GraphQL over SSE, one request each, on the address of every other operation. */
export class SseLink extends ApolloLink {
  readonly #client: Client;

  constructor(url: string) {
    super();
    this.#client = createClient({ url, retryAttempts: Number.POSITIVE_INFINITY });
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
