import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import type { Client } from 'graphql-sse';

/** Subscriptions as GraphQL over SSE, one request each, on the address of every other operation. */
export class SseLink extends ApolloLink {
  readonly #url: string;
  #client: Promise<Client> | undefined;

  constructor(url: string) {
    super();
    this.#url = url;
  }

  override request({ query, variables, operationName }: ApolloLink.Operation) {
    const request = { query: print(query), variables, ...(operationName && { operationName }) };
    return new Observable<ApolloLink.Result>((observer) => {
      let hasLeft = false;
      let leave = () => {
        hasLeft = true;
      };
      this.#connect().then(
        (client) => {
          if (hasLeft) return;
          leave = client.subscribe<ApolloLink.Result['data'], ApolloLink.Result['extensions']>(
            request,
            {
              next: (result) => observer.next(result as ApolloLink.Result),
              error: (error) => observer.error(error),
              complete: () => observer.complete(),
            },
          );
        },
        (error: unknown) => observer.error(error),
      );
      return () => leave();
    });
  }

  /** The library is loaded with the first subscription: the list has none. */
  #connect(): Promise<Client> {
    this.#client ??= import('graphql-sse').then(({ createClient }) =>
      createClient({ url: this.#url, retryAttempts: Number.POSITIVE_INFINITY }),
    );
    return this.#client;
  }
}
