import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { execute, lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { unobserved, type Instrumentation } from '../instrumentation/instrumentation.ts';
import type { Upstream } from '../posthog/client.ts';
import { priorities } from '../posthog/request/plan.ts';
import { createMemoryStore } from '../shared-store/memory-store.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';
import { callerKey } from '../posthog/keys/caller-key.ts';
import { CompiledDocuments, useCompiledDocuments } from './http/fast-path/compiled-documents.ts';
import { compiledEvents } from './http/fast-path/compiled-events.ts';
import { PrefixedNames } from './federation/prefixed-names.ts';
import { useInlineTrace } from './federation/use-inline-trace.ts';
import { PrefixedDocuments } from './federation/use-prefix.ts';
import { freshnessOfHeaders } from './http/caching/freshness-of-headers.ts';
import type { FastPathContext } from './http/fast-path/context.ts';
import { MinimalRequest } from './http/fast-path/minimal-request.ts';
import { allPieces, type FastPathPieces } from './http/fast-path/pieces.ts';
import { createCompiledRun } from './http/fast-path/compiled-run.ts';
import { type GraphContext } from './context/context.ts';
import { CurrentProjects } from './context/current-projects.ts';
import { useHttpCache } from './http/caching/http-cache.ts';
import { PING_MS } from './http/delivery/heartbeats.ts';
import { useDelivery } from './http/delivery/use-delivery.ts';
import { useListenerLimit } from './http/connections/use-listener-limit.ts';
import { useStreamHeaders } from './http/delivery/stream-headers.ts';
import { ParsedDocuments } from './http/documents/parsed-documents.ts';
import { useDocuments } from './http/documents/use-documents.ts';
import { useMethodCheck } from './http/documents/use-method-check.ts';
import { useInstrumentation } from './http/use-instrumentation.ts';
import { useMasking } from './http/use-masking.ts';
import { createMaskError, type UnexpectedErrorLog } from './http/mask-error.ts';
import { useRequestParsers } from './http/request-parsers.ts';
import { AnsweredCreations } from './mutations/answered-creations.ts';
import { Idempotency } from './mutations/idempotency/idempotency.ts';
import { PersistedOperations, type PersistedOptions } from './http/persisted/operations.ts';
import { usePersistedOperations } from './http/persisted/use-persisted-operations.ts';
import { servedSchema } from './schema.ts';
import { Live } from './subscriptions/live.ts';
import { useLiveEvents } from './subscriptions/use-live-events.ts';
import { BUDGET_HEADER } from './planner/requested-bounds.ts';
import { usePlan } from './planner/use-plan.ts';
import { useErrorAttribution } from './core/error-attribution.ts';
import { useUpstreamExtension } from './planner/extension.ts';
import { createContext, type ContextOptions } from './http/create-context.ts';
import { MAX_BODY_BYTES } from '../http/body-limit.ts';

export interface GraphOptions {
  readonly upstream: Upstream;
  /** Key for requests without one; when undefined, such requests are UNAUTHENTICATED. */
  readonly apiKey: string | undefined;
  readonly projectId: string;
  /** Base URL of PostHog's own pages, for links to them; when omitted, there are none. */
  readonly pages?: string | undefined;
  /** Whether a caller with this key may read the schema by introspection; by default everybody may. */
  readonly mayIntrospect?: ((apiKey: string | undefined) => boolean) | undefined;
  /**
   * Milliseconds that a whole request may take from its arrival, including its body and its
   * upstream calls.
   */
  readonly requestTimeoutMs: number;
  readonly onUnexpectedError: UnexpectedErrorLog;
  /** Reports operations; without it nothing does. */
  readonly instrumentation?: Instrumentation | undefined;
  /** The clock; tests replace it. */
  readonly now?: () => Date;
  /**
   * Waits between the checks of a subscription; tests replace it. Rejects when the signal aborts.
   */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /**
   * Operations that can be run by their hash; when omitted, only those that clients have
   * registered.
   */
  readonly persisted?: PersistedOptions;
  /** The pieces of the fast path that are used, of which `compiled` matters here; all of them when left out. */
  readonly fastPath?: FastPathPieces;
  /**
   * Milliseconds without an event after which a subscription says that it is still open, where the protocol has a
   * message for that. Default 12,000: proxies close connections that are silent for 30 to 60 seconds.
   */
  readonly pingMs?: number;
  /** Prefix of the types and root fields of the subgraph, for gateways; when omitted, they have none. */
  readonly subgraphPrefix?: string | undefined;
  /** State that all replicas use together; when omitted, this process is the only one. */
  readonly store?: SharedStore | undefined;
  /** Aborts when the process stops, which completes all subscriptions. */
  readonly stopping?: AbortSignal;
  /** Called when subscriptions are polled by this process alone because the store cannot be used, and when it can be again. */
  readonly onPollingAlone?: (isAlone: boolean) => void;
}

/** The GraphQL API as a fetch handler at `/graphql`, with the fast path for repeated documents. */
export function createGraph(options: GraphOptions) {
  const now = options.now ?? (() => new Date());
  const { mayIntrospect = () => true } = options;
  const { store = createMemoryStore({ now: () => now().getTime() }) } = options;
  const idempotency = new Idempotency(store, now);
  const answeredCreations = new AnsweredCreations(store);
  const currentProjects = new CurrentProjects(() => options.upstream.now());
  const { instrumentation = unobserved } = options;
  const maskError = createMaskError(options.onUnexpectedError);
  const persisted = new PersistedOperations(
    options.persisted ?? { manifest: new Map(), only: false },
  );
  interface Caller extends Pick<
    ContextOptions,
    | 'alreadyRead'
    | 'apiKey'
    | 'budgetHeader'
    | 'client'
    | 'note'
    | 'operation'
    | 'parent'
    | 'plan'
    | 'signal'
  > {
    readonly arrivedAt?: number | undefined;
  }
  const contextOf = ({ arrivedAt = options.upstream.now(), ...caller }: Caller) =>
    createContext({
      upstream: options.upstream,
      projectId: options.projectId,
      pages: options.pages,
      mayIntrospect,
      now: now(),
      idempotency,
      answeredCreations,
      currentProjects,
      live,
      subgraphSdl: (sdl) => names?.sdl(sdl) ?? sdl,
      deadline: arrivedAt + options.requestTimeoutMs,
      ...caller,
    });
  const live = new Live({
    upstream: options.upstream,
    now,
    sleep: options.sleep,
    stopping: options.stopping,
    store,
    onAlone: options.onPollingAlone,
    instrumentation,
    contextOf,
  });
  const contextOfRequest = ({
    headers,
    leaving: signal,
    arrivedAt,
    client,
    background = false,
    alreadyRead,
    operation,
    parent,
  }: Pick<MinimalRequest, 'headers' | 'leaving'> &
    Pick<ContextOptions, 'alreadyRead' | 'client' | 'operation' | 'parent'> & {
      readonly arrivedAt?: number | undefined;
      readonly background?: boolean | undefined;
    }) => {
    const freshness = freshnessOfHeaders(headers);
    return contextOf({
      apiKey: callerKey(headers.get('authorization'), options.apiKey),
      plan: {
        ...(freshness && { freshness }),
        ...(background && { priority: priorities.poll }),
      },
      budgetHeader: headers.get(BUDGET_HEADER),
      signal,
      arrivedAt,
      client,
      alreadyRead,
      operation,
      parent,
    });
  };
  const parsed = new ParsedDocuments();
  const listenerLimit = useListenerLimit();
  const { subgraphPrefix } = options;
  const names =
    subgraphPrefix === undefined ? undefined : new PrefixedNames(servedSchema, subgraphPrefix);
  const prefixed = names && new PrefixedDocuments(names);
  const documents = new CompiledDocuments((document) => prefixed?.has(document) ?? false);
  const serve = (schema: GraphQLSchema, execution: readonly Plugin<GraphContext>[]) =>
    createYoga<FastPathContext, GraphContext>({
      schema,
      logging: false,
      landingPage: false,
      graphqlEndpoint: '/graphql',
      // Yoga answers every URL, including the query, that ends in this path. No URL ends in a
      // space.
      healthCheckEndpoint: ' ',
      // The HTTP server decides about CORS; by default it allows no origin.
      cors: false,
      multipart: false,
      maxRequestBodySize: MAX_BODY_BYTES,
      // Yoga's cache is limited by number only, whatever the size and the sender; `useDocuments`
      // caches documents instead.
      parserAndValidationCache: false,
      // The HTTP server serves the page, shared by all callers (server/graphiql-page.ts).
      graphiql: false,
      maskedErrors: { maskError: (error) => maskError(error) },
      context: ({ request, fastPath, arrivedAt, ...caller }) => {
        const { headers } = request;
        const leaving = request instanceof MinimalRequest ? request.leaving : request.signal;
        const context = contextOfRequest({ headers, leaving, arrivedAt, ...caller });
        if (fastPath) fastPath.context = context;
        return context;
      },
      plugins: [
        ...(prefixed ? [prefixed.useReferences()] : []),
        useInstrumentation(instrumentation),
        useDelivery({ maskError, pingMs: options.pingMs ?? PING_MS }),
        useRequestParsers(),
        ...usePersistedOperations(persisted),
        useDeferStream(),
        useErrorAttribution(),
        useMasking(maskError),
        useMethodCheck(),
        useDocuments(parsed, {
          translate: (sent) => prefixed?.read(sent) ?? sent,
          mayIntrospect: ({ headers }) =>
            mayIntrospect(callerKey(headers.get('authorization'), options.apiKey)),
        }),
        ...(prefixed ? [prefixed.useTypenames()] : []),
        ...execution,
        usePlan(),
        useUpstreamExtension(),
        listenerLimit,
        useStreamHeaders(),
        useHttpCache(() => options.upstream.now()),
      ],
    });
  const { compiled } = options.fastPath ?? allPieces;
  const yoga = serve(servedSchema, [
    useInlineTrace((tracing) =>
      serve(lexicographicSortSchema(servedSchema), [tracing, useLiveEvents(execute)]),
    ),
    ...(compiled
      ? [useCompiledDocuments(documents), useLiveEvents(compiledEvents(documents))]
      : [useLiveEvents(execute)]),
  ]);
  const parts = { schema: servedSchema, documents, contextOf: contextOfRequest, maskError };
  return Object.assign(yoga, {
    runCompiled: createCompiledRun(parts),
    maskError,
    /** What subscriptions watch at this moment, for metrics. */
    watched: () => live.sample(),
    /** Where operations that the pipeline does not report itself are reported. */
    reporting: instrumentation,
    /** The schema that is served. */
    schema: servedSchema,
    /** The caches of documents, for tests that measure them. */
    held: { parsed, compiled: documents, persisted },
  });
}
