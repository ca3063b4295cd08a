import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import type { Client } from 'graphql-sse';
import { credentialHeaders, credentialsVar } from '../access/credentials.ts';
import { noteRefusal } from '../access/let-in.ts';
import { waitAfter } from '../loading/waits.ts';
import { nowLive, nowReconnecting } from './connection.ts';

/**
 * Subscriptions as GraphQL over SSE, one request each, on the address of every other operation. A stream that ends is
 * opened again: a server that stops completes its streams, and the next one has the state of that moment as first event.
 */
export class SseLink extends ApolloLink {
  readonly #url: string;
  #client: Promise<Client> | undefined;

  constructor(url: string) {
    super();
    this.#url = url;
  }

  override request({ query, variables, operationName, client: apollo }: ApolloLink.Operation) {
    const request = { query: print(query), variables, ...(operationName && { operationName }) };
    return new Observable<ApolloLink.Result>((observer) => {
      let hasLeft = false;
      let unsubscribe: (() => void) | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let forgetCredentials: (() => void) | undefined;
      let attempt = 0;
      const again = () => {
        if (hasLeft) return;
        nowReconnecting();
        timer = setTimeout(open, waitAfter(attempt));
        attempt += 1;
        // Somebody has signed in: the wait was for another key.
        forgetCredentials?.();
        forgetCredentials = credentialsVar.onNextChange(() => {
          clearTimeout(timer);
          attempt = 0;
          open();
        });
      };
      const open = () => {
        forgetCredentials?.();
        this.#connect().then((client) => {
          if (hasLeft) return;
          unsubscribe = client.subscribe<
            ApolloLink.Result['data'],
            ApolloLink.Result['extensions']
          >(request, {
            next(result) {
              // A refusal comes as a result, and would come again at once.
              if (!result.errors?.length) {
                attempt = 0;
                nowLive();
              }
              observer.next(result as ApolloLink.Result);
            },
            // A server that cannot be reached; what the API refuses comes as a result with errors.
            error(reason) {
              if (isUnauthorized(reason)) noteRefusal(apollo);
              again();
            },
            complete: again,
          });
        }, again);
      };
      open();
      return () => {
        hasLeft = true;
        clearTimeout(timer);
        forgetCredentials?.();
        unsubscribe?.();
      };
    });
  }

  /** The library is loaded with the first subscription: the list has none. */
  #connect(): Promise<Client> {
    this.#client ??= import('graphql-sse').then(({ createClient }) =>
      createClient({ url: this.#url, retryAttempts: 0, headers: credentialHeaders }),
    );
    // A file that could not be loaded is asked for again.
    this.#client.catch(() => (this.#client = undefined));
    return this.#client;
  }
}

/** Whether a request for a stream was refused for who made it. The library adds the response to its error. */
const isUnauthorized = (reason: unknown): boolean =>
  (reason as { readonly response?: { readonly status?: number } } | null)?.response?.status === 401;
