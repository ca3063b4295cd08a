import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Upstream } from '../posthog/client.ts';
import { callerKey } from '../posthog/keys/caller-key.ts';
import { CompiledDocuments, useCompiledDocuments } from './http/fast-path/compiled-documents.ts';
import { useInlineTrace } from './federation/use-inline-trace.ts';
import { freshnessOfHeaders } from './http/caching/freshness-of-headers.ts';
import type { FastPathContext } from './http/fast-path/context.ts';
import type { MinimalRequest } from './http/fast-path/minimal-request.ts';
import { allPieces, type FastPathPieces } from './http/fast-path/pieces.ts';
import { createCompiledRun } from './http/fast-path/compiled-run.ts';
import { type GraphContext } from './context/context.ts';
import { useHttpCache } from './http/caching/http-cache.ts';
import { useDelivery } from './http/delivery/use-delivery.ts';
import { useMaskedParts } from './http/delivery/masked-parts.ts';
import { useStreamHeaders } from './http/delivery/stream-headers.ts';
import { ParsedDocuments } from './http/documents/parsed-documents.ts';
import { useDocuments } from './http/documents/use-documents.ts';
import { createMaskError, type UnexpectedErrorLog } from './http/mask-error.ts';
import { useReadableQueryString } from './http/query-string.ts';
import { IdempotencyStore } from './mutations/idempotency.ts';
import { PersistedOperations, type PersistedOptions } from './http/persisted/operations.ts';
import { usePersistedOperations } from './http/persisted/use-persisted-operations.ts';
import { servedSchema } from './schema.ts';
import { Live } from './subscriptions/live.ts';
import { useLiveEvents } from './subscriptions/use-live-events.ts';
import { usePlan } from './planner/use-plan.ts';
import { useErrorAttribution } from './core/error-attribution.ts';
import { useUpstreamExtension } from './planner/extension.ts';
import { createContext, type ContextOptions } from './http/create-context.ts';
import { MAX_GRAPHQL_BODY_BYTES } from './http/body-limit.ts';

export interface GraphOptions {
  readonly upstream: Upstream;
  /** Key used for requests that bring none; undefined makes such requests UNAUTHENTICATED. */
  readonly apiKey: string | undefined;
  readonly projectId: string;
  /** Milliseconds a whole request may take from its arrival, its body and its upstream calls included. */
  readonly requestTimeoutMs: number;
  readonly onUnexpectedError: UnexpectedErrorLog;
  /** The clock; a test sets it. */
  readonly now?: () => Date;
  /** Waits between the checks of a subscription; a test sets it. Rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Operations that are run by their hash; none but what clients leave, when left out. */
  readonly persisted?: PersistedOptions;
  /** The pieces of the fast path that are used, of which `compiled` counts here; all of them when left out. */
  readonly fastPath?: FastPathPieces;
  /** Aborts when the process stops: subscriptions are completed then. */
  readonly stopping?: AbortSignal;
}

/**
 * The GraphQL API as a fetch handler at `/graphql`, and the quick way
 * into it for documents that come again.
 */
export function createGraph(options: GraphOptions) {
  const now = options.now ?? (() => new Date());
  const idempotency = new IdempotencyStore(now);
  const maskError = createMaskError(options.onUnexpectedError);
  const persisted = new PersistedOperations(
    options.persisted ?? { manifest: new Map(), only: false },
  );
  interface Caller extends Pick<ContextOptions, 'apiKey' | 'freshness' | 'signal'> {
    readonly arrivedAt?: number | undefined;
  }
  const contextOf = ({ arrivedAt = options.upstream.now(), ...caller }: Caller) =>
    createContext({
      upstream: options.upstream,
      projectId: options.projectId,
      now: now(),
      idempotency,
      live,
      deadline: arrivedAt + options.requestTimeoutMs,
      ...caller,
    });
  const live = new Live({
    upstream: options.upstream,
    now,
    sleep: options.sleep,
    stopping: options.stopping,
    contextOf,
  });
  const contextOfRequest = ({
    headers,
    signal,
    arrivedAt,
  }: Pick<MinimalRequest, 'headers' | 'signal'> & { readonly arrivedAt?: number | undefined }) =>
    contextOf({
      apiKey: callerKey(headers.get('authorization'), options.apiKey),
      freshness: freshnessOfHeaders(headers),
      signal,
      arrivedAt,
    });
  const parsed = new ParsedDocuments();
  const serve = (schema: GraphQLSchema, execution: readonly Plugin<GraphContext>[]) =>
    createYoga<FastPathContext, GraphContext>({
      schema,
      logging: false,
      landingPage: false,
      graphqlEndpoint: '/graphql',
      // Yoga answers every URL that ends in this, the query included. None ends in a space.
      healthCheckEndpoint: ' ',
      // Who may call from a browser is the HTTP server's business, and its answer is nobody by default.
      cors: false,
      multipart: false,
      maxRequestBodySize: MAX_GRAPHQL_BODY_BYTES,
      // Yoga's own keeps so many documents, however large and whoever sent them; `useDocuments` keeps them here.
      parserAndValidationCache: false,
      // The page is the HTTP server's, which has it once for everybody (server/graphiql-page.ts).
      graphiql: false,
      maskedErrors: { maskError },
      context: ({ request, fastPath, arrivedAt }) => {
        const { headers, signal } = request;
        const context = contextOfRequest({ headers, signal, arrivedAt });
        if (fastPath) fastPath.context = context;
        return context;
      },
      plugins: [
        useDelivery(maskError),
        useReadableQueryString(),
        ...usePersistedOperations(persisted),
        useDeferStream(),
        useErrorAttribution(),
        useMaskedParts(maskError),
        useDocuments(parsed),
        ...execution,
        usePlan(),
        useUpstreamExtension(),
        useLiveEvents(),
        useStreamHeaders(),
        useHttpCache(() => options.upstream.now()),
      ],
    });
  const documents = new CompiledDocuments();
  const yoga = serve(servedSchema, [
    useInlineTrace((tracing) => serve(lexicographicSortSchema(servedSchema), [tracing])),
    ...((options.fastPath ?? allPieces).compiled ? [useCompiledDocuments(documents)] : []),
  ]);
  const parts = { schema: servedSchema, documents, contextOf: contextOfRequest, maskError };
  return Object.assign(yoga, {
    runCompiled: createCompiledRun(parts),
    maskError,
    /** The caches of documents, for tests that measure them. */
    held: { parsed, compiled: documents, persisted },
  });
}
