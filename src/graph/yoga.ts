import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga } from 'graphql-yoga';
import type { Upstream } from '../posthog/client.ts';
import { callerKey } from '../posthog/caller-key.ts';
import { useCompiledDocuments } from './front/use-compiled-documents.ts';
import { freshnessOfHeaders } from './freshness-of-headers.ts';
import type { FrontContext } from './front/context.ts';
import { createContext, type GraphContext } from './context.ts';
import { graphiqlTabs } from './graphiql-tabs.ts';
import { documentLimits, MAX_BODY_BYTES } from './limits.ts';
import { createMaskError, type UnexpectedErrorLog } from './mask-error.ts';
import { useReadableQueryString } from './query-string.ts';
import { IdempotencyStore } from './mutation/idempotency.ts';
import { schema } from './schema.ts';
import { usePlan } from './upstream/use-plan.ts';
import { useUpstreamExtension } from './upstream/extension.ts';

export interface GraphOptions {
  readonly upstream: Upstream;
  /** Key used for requests that bring none; undefined makes such requests UNAUTHENTICATED. */
  readonly apiKey: string | undefined;
  readonly projectId: string;
  /** Milliseconds a whole request may take, its upstream calls included. */
  readonly requestTimeoutMs: number;
  readonly onUnexpectedError: UnexpectedErrorLog;
  /** The clock; a test sets it. */
  readonly now?: () => Date;
}

/** The GraphQL API as a fetch handler at `/graphql`, GraphiQL for browsers included. */
export function createGraph(options: GraphOptions) {
  const now = options.now ?? (() => new Date());
  const idempotency = new IdempotencyStore(now);
  return createYoga<FrontContext, GraphContext>({
    schema,
    logging: false,
    landingPage: false,
    graphqlEndpoint: '/graphql',
    // Who may call from a browser is the HTTP server's business, and its answer is nobody by default.
    cors: false,
    multipart: false,
    maxRequestBodySize: MAX_BODY_BYTES,
    renderGraphiQL,
    graphiql: graphiqlTabs,
    maskedErrors: { maskError: createMaskError(options.onUnexpectedError) },
    context: ({ request, front }) => {
      const context = createContext({
        upstream: options.upstream,
        apiKey: callerKey(request.headers.get('authorization'), options.apiKey),
        projectId: options.projectId,
        now: now(),
        idempotency,
        freshness: freshnessOfHeaders(request.headers),
        signal: request.signal,
        deadline: Date.now() + options.requestTimeoutMs,
      });
      if (front) front.context = context;
      return context;
    },
    plugins: [
      useReadableQueryString(),
      ...documentLimits,
      useCompiledDocuments(),
      usePlan(),
      useUpstreamExtension(),
    ],
  });
}
