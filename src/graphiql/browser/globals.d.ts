import type * as ReactModule from 'react';

/** The upstream extension of an answer: see docs/graphql/cost.md. */
export interface Upstream {
  readonly calls: number;
  readonly deduplicated: number;
  readonly cacheHits: number;
  readonly staleHits: number;
  readonly retries: number;
  readonly predicted: number;
  readonly waitedMs: number;
  readonly budget?: { readonly minuteRemaining: number; readonly hourRemaining: number } | null;
}

/** An answer, or a part of one. */
export interface Answer {
  readonly extensions?: { readonly upstream?: Upstream };
}

export interface Parameters {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: unknown;
}

/** What GraphiQL passes beside the parameters of a request. */
export interface FetcherOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

export type Fetched = Promise<Answer | AsyncIterableIterator<Answer>>;
export type Fetcher = (parameters: Parameters, options?: FetcherOptions) => Fetched;

/** Calls that a key may make: the full length of the budget's bars. */
export interface Limits {
  readonly perMinute: number;
  readonly perHour: number;
}

declare global {
  const React: typeof ReactModule;
  const ReactDOM: {
    createRoot(element: Element): { render(node: ReactModule.ReactNode): void };
  };
  const GraphiQL: ReactModule.ComponentType<Readonly<Record<string, unknown>>> & {
    createFetcher(options: {
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }): Fetcher;
    readonly GraphQL: {
      parse(document: string): unknown;
      getOperationAST(
        document: unknown,
        name: string | undefined,
      ): { readonly operation: string; readonly name?: { readonly value: string } } | null;
    };
  };
  const graphqlSse: {
    createClient(options: {
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly retryAttempts: number;
    }): { iterate(parameters: Parameters): AsyncIterableIterator<Answer> };
  };
}
